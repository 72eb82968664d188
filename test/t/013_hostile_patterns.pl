# Patterns written to take a backend for itself, on texts written to help them: each pair obeys
# statement_timeout, and the slowest ones pg_terminate_backend. ./run hostile N tries N pairs and fails
# where one takes a second to notice; here a seeded sample fails only where one does not seem to end.
use strict;
use warnings;
use utf8;

use FindBin;
use lib "$FindBin::RealBin/../perl";
use FactagTest;
use Test::More;
use Time::HiRes 'time';

my $pairs     = $ENV{HOSTILE_PAIRS} || 250;
my $seed      = $ENV{HOSTILE_SEED}  || 20261129;
my $most      = $ENV{HOSTILE_MOST}  || 10_000;     # milliseconds that a pair may take to notice
my $timeout   = 100;
my $terminate = $ENV{HOSTILE_PAIRS} ? 20 : 3;     # the slowest patterns, which are terminated as well

srand $seed;

sub one_of { return $_[ int rand @_ ] }

# A part of a pattern: what scans the text in one step, looks around, refers back or recurses, repeated.
sub part
{
    my ($depth) = @_;
    my $atom = one_of(
        'a', 'a', '\w', '\p{L}', '[^\d]', '.', '[a-z]', '\X', '\pL', '[\p{L}\p{N}]', '\1', '\1', '(?1)', '\g{-1}', 'é', '\R', '(?i:A)');
    if ($depth > 0)
    {
        my $inner = sequence($depth - 1);
        my $other = sequence($depth - 1);
        $atom = one_of(
            "($inner)", "($inner)", "(?:$inner)", "(?:$inner|$other)", "(?=$inner)", "(?!$inner)", "(?>$inner)",
            "(*sr:$inner)", "(*asr:$inner)", "(?|($inner)|($other))", "(?(?=$inner)$other)", "(?<=a)$inner", "(?:$inner(?R)?$other)", $atom, $atom);
    }
    return $atom . '\\b' if rand() < 0.05;
    my $many = int(10**rand 3.4) + 1;
    return $atom . one_of('', '', '', '*', '*', '+', '+', '?', '*?', '+?', '*+', '++', "{0,$many}", "{1,$many}?", "{$many,}", '{2,}');
}

sub sequence
{
    my ($depth) = @_;
    return join '', map { part($depth) } 1 .. 1 + int rand 3;
}

# The end, which never matches, makes the rest backtrack.
sub pattern
{
    my $tail = one_of('\d\d', '(?=\d\d)', '[0-9]$', '\1\d', '(*F)', '(?!.)\d', '!');
    return '(' . sequence(0) . ')' . sequence(1 + int rand 3) . $tail;
}

sub text
{
    my $size = int 10**(3 + rand 3);
    my $unit = one_of('a', 'a', 'ab', 'aaaaab', 'é', 'a ', '中', 'aé', "a\x{0301}", "\x{1F1E6}", "\x{1F468}\x{200D}", '1a', "a\\n");
    $unit =~ s/([^ -~])/sprintf '\\U%08X', ord $1/ge;
    my $length = $unit;
    $length =~ s/\\U.{8}|\\n/x/g;
    return sprintf q(%s || repeat(E'%s', %d) || %s), one_of(q(''), q('11 '), q('aa')), $unit, $size / length $length, one_of(q(''), q('b'), q(' 1'));
}

my $node = new_node('main');
$node->append_conf('postgresql.conf', "log_statement = none\nlog_min_error_statement = panic\n");
$node->start;
$node->safe_psql('postgres', 'CREATE EXTENSION factag');

my @tries = map { my $p = pattern(); { pattern => $p, text => text(), flags => one_of('', '', 'i', 's', 'x') } } 1 .. $pairs;
# literals that look like quantifiers, which a bound on a pattern's reach once left out
$tries[0] = { pattern => '{' x 20_000 . '[xy]', text => q(repeat('{', 1000000)), flags => '' };
my $sql = "\\timing on\n\\set VERBOSITY verbose\n\\o /dev/null\nSET statement_timeout = $timeout;\n";
for my $try (@tries)
{
    $try->{call} = sprintf 'SELECT ruleset_test(%s, $rule$r: /%s/%s -> b$rule$)', $try->{text}, $try->{pattern}, $try->{flags};
    $sql .= "$try->{call};\n\\echo next\n";
}
utf8::encode($sql);
my (undef, $out, $error) = $node->psql('postgres', $sql, on_error_stop => 0, timeout => 3600);
my @took = map { /Time: ([0-9.]+) ms/ ? $1 : undef } (split /^next$/m, $out)[ 0 .. $#tries ];
$took[0] = 0 if !defined $took[0];
my %outcome;
$outcome{$1}++ while $error =~ /ERROR:  (\w{5}):/g;
my %refused;
$refused{$1}++ while $error =~ /DETAIL:  PCRE2 says of the pattern: (.*?)(?: at |\.$)/gm;
note "$refused{$_} of $_" for sort keys %refused;
note join ', ', map { "$outcome{$_} of $_" } sort keys %outcome;
is(scalar(grep { !defined } @took), 0, "$pairs pairs of seed $seed came back");
is(join(',', grep { !/^(2201B|22P02|54000|57014|54001)$/ } sort keys %outcome), '', 'each with an answer or an error that a user can understand');
cmp_ok($outcome{'57014'} || 0, '>', $pairs / 100, 'some were cancelled');
for my $i (0 .. $#tries) { $tries[$i]{took} = $took[$i] // 0 }
my @slowest = sort { $b->{took} <=> $a->{took} } @tries;
note sprintf('%6.0f ms: %s', $_->{took}, $_->{call}) for @slowest[ 0 .. 9 ];
is(scalar(grep { $_->{took} > $timeout + $most } @tries), 0, "none took $most ms to notice");

# pg_terminate_backend, as an administrator's last resort
for my $try (@slowest[ 0 .. $terminate - 1 ])
{
    next if $try->{took} < $timeout;
    my $session = start_psql($node, 'postgres', "\\o /dev/null\n$try->{call};");
    my $running = "FROM pg_stat_activity WHERE state = 'active' AND pid <> pg_backend_pid() AND backend_type = 'client backend'";
    my $runs    = 'f';
    for (my $tries = 0; $runs ne 't' && $tries < 50; $tries++)
    {
        $runs = $node->safe_psql('postgres', "SELECT count(*) = 1 $running AND now() > query_start + interval '50 ms'");
    }
    next if $runs ne 't';
    my $from = time;
    $node->safe_psql('postgres', "SELECT pg_terminate_backend(pid) $running");
    $session->{run}->finish;
    my $took = (time - $from) * 1000;
    note sprintf '%6.0f ms to terminate: %s', $took, $try->{call};
    cmp_ok($took, '<', 2 * $most, 'terminated');
}

$node->stop;
done_testing();
