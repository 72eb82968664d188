#!/usr/bin/perl
# Checks that every ```sql block of a document stands in a test, word for word:
#   perl test/doc_sql.pl doc/adoption.md sql/adoption.sql
use strict;
use warnings;

my ($doc, $test) = map { local (@ARGV, $/) = $_; scalar <> } @ARGV;
my @blocks = $doc =~ /^```sql\n(.*?)^```$/msg or die "$ARGV[0] has no SQL\n";
my @missing = grep { index($test, $_) < 0 } @blocks;
print "not in the test:\n$_\n" for @missing;
exit(@missing ? 1 : 0);
