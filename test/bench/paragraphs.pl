#!/usr/bin/perl
# Reads Debian's descriptions (Translation-en and the like, or apt-cache dumpavail) and writes so
# many paragraphs of about so many bytes, a line each, spread over all of them, for COPY:
#   perl paragraphs.pl 4000 400 < Translation-en
# Paragraphs that are too long are cut behind a character, those that are too short are joined.
use strict;
use warnings;

my ($wanted, $size) = @ARGV;
my (%seen, @text);
my $joined = "";
binmode STDIN, ":utf8";
binmode STDOUT, ":utf8";

# Bytes of a text in UTF-8.
sub bytes {
    my ($text) = @_;
    utf8::encode($text);
    return length $text;
}

# Takes one paragraph in, once.
sub take {
    my ($paragraph) = @_;
    # one kind of blank: PostgreSQL's \s is not Unicode's
    $paragraph =~ s/\s+/ /g;
    $paragraph =~ s/^ | $//g;
    return if $paragraph eq "" || $seen{$paragraph}++;
    $joined .= ($joined eq "" ? "" : " ") . $paragraph;
    my $bytes = bytes($joined);
    return if $bytes < 0.75 * $size;
    if ($bytes > 1.25 * $size) {
        my $kept = substr $joined, 0, int(length($joined) * $size / $bytes);
        # at a blank, if there is one near
        $kept =~ s/ \S{0,40}\z//;
        $joined = $kept;
    }
    push @text, $joined;
    $joined = "";
}

$/ = "";
while (my $record = <STDIN>) {
    my ($description) = $record =~ /^Description(?:-(?!md5)\w+)?: (.*?)(?=^\S|\z)/ms or next;
    # the long text, where there is one; a line with a full stop parts paragraphs
    $description =~ s/^.*\n(?=.)//;
    take($_) for split /^ \.$/m, $description;
}
exit 1 unless @text;
$wanted = @text if $wanted > @text;
for my $i (0 .. $wanted - 1) {
    print $text[int($i * @text / $wanted)] =~ s/\\/\\\\/gr, "\n";
}
