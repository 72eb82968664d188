#!/usr/bin/env bash
# Makes the Debian packages for several major versions of PostgreSQL, each in a chroot of the suite
# that has it, and tests them there as a user gets them: installed, from another directory than the
# source's.
set -euo pipefail

# shellcheck source=test/matrix/chroot.sh
source "$(dirname "${BASH_SOURCE[0]}")/chroot.sh"

usage() {
    cat <<'USAGE'
usage: test/matrix/packages.sh [VERSION...]        (as root; 15, 17, 18; default: 15 17)

Builds debian/ with dpkg-buildpackage, has lintian look at the package, installs it, runs
debian/tests, and removes it. Each in a chroot like those of ./run matrix, with debhelper, lintian
and the compilers that packages want: 2 GB, made when missing. PACKAGES_OUT=folder keeps the packages.
USAGE
}

# What Debian builds and checks a package with.
TOOLS=(build-essential postgresql-server-dev-all debhelper dpkg-dev fakeroot lintian)

# Prints what it does; the rest is for the log.
make_package() {
    local major=$1 tree=$AREA/build/factag package
    inside install -d -o postgres -g postgres "$AREA/build" || return 1
    copy_tree "$CHROOT$tree" || return 1
    inside chown -R postgres: "$tree" || return 1
    echo "== control for PostgreSQL $major"
    as_postgres env -C "$tree" "PG_SUPPORTED_VERSIONS=$major" pg_buildext updatecontrol || return 1
    echo "== dpkg-buildpackage"
    as_postgres env -C "$tree" "PG_SUPPORTED_VERSIONS=$major" "DEB_BUILD_OPTIONS=parallel=$(nproc)" \
        dpkg-buildpackage -us -uc -b || return 1
    echo "== lintian"
    as_postgres sh -c "cd $AREA/build && lintian --fail-on error --allow-root ./*.changes" || return 1
    package=$(cd "$CHROOT$AREA/build" && echo "postgresql-$major-factag_"*.deb)
    inside dpkg --contents "$AREA/build/$package" || return 1
    echo "== install"
    inside dpkg -i "$AREA/build/$package" || return 1
    echo "== debian/tests"
    # as autopkgtest does: root, in the unbuilt source, with the installed package alone
    inside rm -rf "$tree" || return 1
    copy_tree "$CHROOT$tree" || return 1
    inside env -C "$tree" "PG_SUPPORTED_VERSIONS=$major" sh debian/tests/installcheck || return 1
    echo "== remove"
    inside dpkg --purge "postgresql-$major-factag" || return 1
    if inside find /usr/lib/postgresql /usr/share/postgresql /usr/share/doc -name '*factag*' | grep .; then
        echo "left behind"
        return 1
    fi
    if [[ -n ${PACKAGES_OUT:-} ]]; then
        mkdir -p "$PACKAGES_OUT" && cp "$CHROOT$AREA/build/"*.deb "$PACKAGES_OUT" || return 1
    fi
}

run_major() {
    local major=$1 version=$1-packages log=$TEMP/$1.log from=$SECONDS status=1
    if make_chroot "$version" "${TOOLS[@]}"; then
        CHROOT=$CACHE/$version
        AREA=/srv/packages
        BINDIR=/usr/lib/postgresql/$major/bin
        rm -rf --one-file-system -- "${CHROOT:?}$AREA"
        mkdir -p "$CHROOT$AREA"
        chmod 0711 "$CHROOT$AREA"
        say "postgresql-$major-factag: building and testing …"
        if mount_kernel_files && make_package "$major" >"$log" 2>&1; then
            status=0
            say "$(grep -cE '^(test|ok) .*' "$log") regression tests; lintian: $(grep -cE '^W: ' "$log" || true) warnings"
        else
            tail -n 60 "$log"
        fi
        inside dpkg --purge "postgresql-$major-factag" >/dev/null 2>&1 || true
    fi
    if [[ $status -eq 0 ]]; then
        SUMMARY+=("postgresql-$major-factag: built and tested ($((SECONDS - from)) s)")
    else
        SUMMARY+=("postgresql-$major-factag: FAILED")
    fi
    leave
    return "$status"
}

SUMMARY=()

main() {
    local major chosen=() failed=0
    for major in "$@"; do
        case $major in
            15 | 17 | 18) chosen+=("$major") ;;
            -h | --help)
                usage
                return 0
                ;;
            *)
                usage >&2
                die "unknown version: $major"
                ;;
        esac
    done
    [[ ${#chosen[@]} -gt 0 ]] || chosen=(15 17)
    begin_run "$@"

    for major in "${chosen[@]}"; do
        # one run at a time in a chroot
        exec 9>"$CACHE/$major-packages.lock"
        flock 9
        run_major "$major" || failed=1
        exec 9>&-
    done
    say ""
    printf '%s\n' "${SUMMARY[@]}"
    return "$failed"
}

main "$@"
