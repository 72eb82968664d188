#!/usr/bin/perl
# Checks that every ```sql block of a document stands in one of the tests, word for word:
#   perl test/doc_sql.pl doc/adoption.md sql/adoption.sql
use strict;
use warnings;

my ($doc, @tests) = map { local (@ARGV, $/) = $_; scalar <> } @ARGV;
my @blocks = $doc =~ /^```sql\n(.*?)^```$/msg or die "$ARGV[0] has no SQL\n";
my @missing = grep { my $block = $_; !grep { index($_, $block) >= 0 } @tests } @blocks;
print "not in the test:\n$_\n" for @missing;
exit(@missing ? 1 : 0);
