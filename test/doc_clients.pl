#!/usr/bin/perl
# Checks that each line of code that doc/clients.md shows below a comment with a file's name stands in that file:
#   perl test/doc_clients.pl doc/clients.md .
use strict;
use warnings;

my ($doc, $root) = @ARGV;
my $text = do { local (@ARGV, $/) = $doc; <> };
my ($blocks, $missing) = (0, 0);
while ($text =~ /^<!-- (\S+) -->\n```\w+\n(.*?)^```$/msg) {
    my ($file, $code) = ($1, $2);
    my %line = map { s/^\s+|\s+$//gr => 1 } split /\n/, do { local (@ARGV, $/) = "$root/$file"; <> };
    $blocks++;
    for my $shown (map { s/^\s+|\s+$//gr } split /\n/, $code) {
        next if $shown eq '' || $line{$shown};
        print "not in $file: $shown\n";
        $missing++;
    }
}
die "$doc shows no code of a file\n" unless $blocks;
exit($missing ? 1 : 0);
