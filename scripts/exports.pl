# Lists what the library exports: exports.pl install.sql... > exports.txt. These are the C functions that
# the scripts declare, the records of their calling convention, and what the server looks up itself.
use strict;
use warnings;

my %symbols = (_PG_init => 1, Pg_magic_func => 1);
local $/ = undef;
while (my $sql = <>)
{
    while ($sql =~ /^CREATE (?:FUNCTION|PROCEDURE) (\w+)\(([^;]*);/mg)
    {
        my ($name, $rest) = ($1, $2);
        next unless $rest =~ /AS 'MODULE_PATHNAME'(?:, '(\w+)')?/;
        my $symbol = $1 // $name;
        $symbols{$symbol} = $symbols{"pg_finfo_$symbol"} = 1;
    }
}
print "$_\n" for sort keys %symbols;
