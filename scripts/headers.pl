#!/usr/bin/perl
# Lists headers and what they include of this tree: headers.pl SOURCE_FOLDER HEADER... > list
# Paths are relative to the folder.
use strict;
use warnings;

my ($src, @todo) = @ARGV;
my %seen;
while (defined(my $header = shift @todo))
{
    next if $seen{$header}++;
    open my $in, '<', "$src/$header" or die "$src/$header: $!\n";
    while (<$in>)
    {
        # the server's headers are not in the folder
        push @todo, $1 if /^\s*#\s*include\s+"([^"]+)"/ && -e "$src/$1";
    }
    close $in;
}
print "$_\n" for sort keys %seen;
