#!/usr/bin/perl
# Reads apt's package records (apt-cache dumpavail) and writes lines for COPY: each package with
# tags, and its tags as a tagset. facet::tag becomes facet/tag, and the section goes below section/.
# Fails if no package has tags.
use strict;
use warnings;

$/ = "";

# One segment in tagset syntax, quoted if a character would have a meaning there.
sub segment {
    my ($text) = @_;
    return $text unless $text =~ m{[/,\[\]]|^"};
    $text =~ s/(["\\])/\\$1/g;
    return "\"$text\"";
}

# A value in COPY's text format.
sub copy_text {
    my ($text) = @_;
    $text =~ s/\\/\\\\/g;
    $text =~ s/\t/\\t/g;
    return $text;
}

my ($packages, $assignments, %seen) = (0, 0);
$| = 1;

sub progress {
    printf STDERR "%s  %d packages, %d tags%s", -t STDERR ? "\r" : "", $packages, $assignments,
        -t STDERR ? "" : "\n";
}

while (my $record = <STDIN>) {
    my ($name) = $record =~ /^Package: *(\S+)/m or next;
    my ($tags) = $record =~ /^Tag:((?:.*\n)(?:[ \t]+.*\n?)*)/m or next;
    # a package in several archives appears several times
    next if $seen{$name}++;
    my @paths;
    if ($record =~ /^Section: *(\S+)/m) {
        push @paths, join "/", "section", map { segment($_) } split m{/}, $1;
    }
    for my $tag (split /,/, $tags) {
        $tag =~ s/^\s+|\s+$//g;
        next if $tag eq "";
        push @paths, join "/", map { segment($_) } split /::/, $tag;
        $assignments++;
    }
    print copy_text($name), "\t", copy_text(join ", ", @paths), "\n";
    progress() if ++$packages % 10_000 == 0;
}
progress() if $packages;
print STDERR "\n" if -t STDERR;
exit($packages ? 0 : 1);
