# shellcheck shell=bash
# Other people's rules: those of Debian's package spamassassin, which need not be installed.

# Writes the COPY file of SpamAssassin's body rules, $1; fails where the package cannot be had.
fetch_spamassassin() {
    local file=$1 dir=$WORK/spamassassin rules=/usr/share/spamassassin
    if [[ ! -d $rules ]]; then
        mkdir -p "$dir"
        (cd "$dir" && apt-get -q -o Acquire::Retries=1 -o Acquire::http::Timeout=20 download spamassassin) >"$WORK/log/spamassassin" 2>&1 || return 1
        dpkg-deb -x "$dir"/spamassassin_*.deb "$dir" || return 1
        rules=$dir$rules
    fi
    perl "$ROOT/demo/spamassassin.pl" "$rules"/*.cf >"$file" || return 1
    chmod a+r "$file"
}

# Prints Debian's translated descriptions in the languages $1 (en or zh_CN,zh_TW): apt's own lists
# may lack them, so that they are fetched into lists of our own. Fails where they cannot be had.
fetch_descriptions() {
    local languages=$1 dir=$WORK/descriptions-$1 list
    mkdir -p "$dir/lists/partial" "$dir/cache"
    apt-get -q -o "Dir::State::lists=$dir/lists" -o "Dir::Cache=$dir/cache" -o "Acquire::Languages=$languages" \
        -o Acquire::Retries=1 -o Acquire::http::Timeout=20 update >"$WORK/log/descriptions" 2>&1 || return 1
    for list in "$dir"/lists/*_i18n_Translation-*; do
        [[ -e $list ]] || return 1
        /usr/lib/apt/apt-helper cat-file "$list"
    done
}

# The version of the package that fetch_spamassassin read.
spamassassin_version() {
    local file
    if [[ -d /usr/share/spamassassin ]]; then
        dpkg-query -W -f='${Version}' spamassassin
        return
    fi
    for file in "$WORK"/spamassassin/spamassassin_*.deb; do
        dpkg-deb -f "$file" Version
    done
}
