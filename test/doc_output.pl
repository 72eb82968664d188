#!/usr/bin/perl
# Checks that the output which a document shows below its SQL stands in the expected output of a test, row by row:
#   perl test/doc_output.pl doc/tutorial.md expected/tutorial.out
# Blanks at the end of lines, empty lines and the counts of rows do not matter, since documents leave them out; nor do details and hints of errors, which
# some tests leave out. Output that is cut short with … is checked up to there.
use strict;
use warnings;

sub plain {
    my $text = shift;
    return join '', map { s/\s+$//r . "\n" } grep { !/^\s*$/ && !/^\(\d+ rows?\)$/ && !/^(DETAIL|HINT):/ } split /\n/, $text;
}

my ($doc, @outputs) = map { local (@ARGV, $/) = $_; scalar <> } @ARGV;
@outputs = map { plain($_) } @outputs;
my @shown = $doc =~ /^```sql\n(?:(?!^```).*\n)*?^```\n+^```\n((?:(?!^```).*\n)*?)^```$/mg or exit 0;
my @missing;
for my $block (@shown) {
    # an empty line stands between the results of two statements
    for my $result (split /\n\n+/, $block) {
        my $text = plain($result);
        $text =~ s/^…\n.*//ms;
        push @missing, $result unless grep { index($_, $text) >= 0 } @outputs;
    }
}
print "not in the expected output:\n$_\n\n" for @missing;
exit(@missing ? 1 : 0);
