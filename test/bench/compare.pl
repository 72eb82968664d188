#!/usr/bin/env perl
# Compares two commits: compare.pl PSQL LINES REPORT BASE AGAIN TREE. LINES is a COPY file of the table
# "line" of compare.sql. The last three are ports of servers: two of the same commit, whose figures tell
# how much equal servers differ, and one of the working tree. They take turns, line by line.
# Writes a report in Markdown. Fails where servers answer differently, or where only the tree fails.
use strict;
use warnings;
use utf8;

use FindBin;
use List::Util qw(max min sum);
use lib $FindBin::RealBin;
use Bench qw(open_backend send_sql answer_of close_backend number markdown_table);

my $FEWEST_TURNS = 5;        # of each server, for each line
my $MOST_TURNS   = 15;
my $LINE_MS      = 12000;    # about the time that a line may take; sets the number of turns
my $TURN_MS      = 40;       # a turn repeats a fast statement for at least this time
my $SLOW_MS      = 500;      # a slower statement needs no run to warm up
my $LEAST_SPREAD = 0.05;     # a smaller difference is never a change
my $DRAWS        = 2000;     # of random samples for the spread

my ($psql, $lines_file, $report_file, @ports) = @ARGV;
my @servers = ('base', 'again', 'tree');
my %port;
@port{@servers} = @ports;

binmode STDOUT, ':encoding(UTF-8)';
STDOUT->autoflush(1);

srand 1;
my (@rows, @faults, @faster, @slower);
for my $line (read_lines()) {
    if ($line->{kind} eq 'step') { take_step($line) }
    else { report_line($line, measure($line)) }
}
write_report();
exit(@faults ? 1 : 0);

# Reads the COPY file.
sub read_lines {
    open my $file, '<', $lines_file or die "$lines_file: $!\n";
    my %plain = (n => "\n", t => "\t", '\\' => '\\');
    my @lines;
    while (my $row = <$file>) {
        chomp $row;
        my %line;
        @line{qw(ord kind name settings prepare statement)} =
            map { s/\\(.)/$plain{$1} \/\/ $1/ger } split /\t/, $row, -1;
        push @lines, \%line;
    }
    return @lines;
}

# Runs a step on every server.
sub take_step {
    my ($line) = @_;
    for my $server (@servers) {
        my $backend = connect_to($server, $line);
        defined ask($backend, "$line->{statement}; SELECT 1")
            or die "$server: " . error_of($backend) . "in: $line->{statement}\n";
        close_backend($backend);
    }
    return;
}

# --- measuring --------------------------------------------------------------------------

# Opens a session for a line on a server.
sub connect_to {
    my ($server, $line) = @_;
    open my $error, '+>', undef or die "no temporary file: $!\n";
    my $backend = open_backend($psql, $error, PGPORT => $port{$server});
    $backend->{error} = $error;
    send_sql($backend, $line->{settings}) if $line->{settings} ne '';
    return $backend;
}

# Returns what a backend answers, undef where it raises an error.
sub ask {
    my ($backend, $sql) = @_;
    send_sql($backend, $sql);
    return answer_of($backend);
}

# Returns the first line of a failed backend's messages.
sub error_of {
    my ($backend) = @_;
    close_backend($backend);
    seek $backend->{error}, 0, 0;
    my $message = readline($backend->{error}) // "the server closed the connection\n";
    return $message =~ s/^.*?ERROR: */ERROR: /r;
}

# Quotes a text for SQL.
sub quoted { return '$bench$' . $_[0] . '$bench$' }

# Runs a line's statement once more; returns its milliseconds and its answer, or nothing if it fails.
sub run_line {
    my ($backend, $line, $least) = @_;
    return ask($backend, $line->{statement}) if $line->{kind} eq 'size';
    my $has_value = $line->{kind} eq 'command' ? 'false' : 'true';
    my $answer = ask($backend, sprintf 'SELECT * FROM timed_runs(%s, %s, %s, %s)',
        quoted($line->{prepare}), quoted($line->{statement}), $has_value, $least);
    return defined $answer ? split(/\t/, $answer, -1) : ();
}

# Measures a line on every server in turns. Returns a hash of each server's times, answer, plan and error.
sub measure {
    my ($line) = @_;
    my %result;
    for my $server (@servers) {
        my $r = $result{$server} = { times => [] };
        my $backend = connect_to($server, $line);
        my ($ms, $answer) = run_line($backend, $line, 0);
        if (!defined $ms) { $r->{error} = error_of($backend); next }
        @$r{qw(warm answer)} = ($ms, $answer);
        $r->{times} = [$ms] if $line->{kind} eq 'size';
        $r->{plan} = ask($backend, 'SELECT plan_of(' . quoted($line->{statement}) . ')') if $line->{kind} eq 'query';
        close_backend($backend);
    }
    my @able = grep { !$result{$_}{error} } @servers;
    my $turns = $line->{kind} eq 'size' ? 0 : turns_for(map { $result{$_}{warm} } @able);
    for my $turn (1 .. $turns) {
        # another server begins each time
        for my $server (map { $able[ ($turn + $_) % @able ] } 0 .. $#able) {
            take_turn($line, $server, $result{$server});
        }
    }
    return %result;
}

# Returns the number of turns, from the time of one run on each server.
sub turns_for {
    my $all = sum(0, map { max($_, $TURN_MS) } @_) || 1;
    return max($FEWEST_TURNS, min($MOST_TURNS, int($LINE_MS / $all)));
}

# Measures a line once on one server, in a new backend: its place in memory and on the processors is
# part of the noise.
sub take_turn {
    my ($line, $server, $r) = @_;
    my $backend = connect_to($server, $line);
    # once to warm up, unless that hardly matters or is what is measured
    run_line($backend, $line, 0) if $line->{kind} eq 'query' && $r->{warm} < $SLOW_MS;
    my ($ms, $answer) = run_line($backend, $line, $line->{kind} eq 'first' ? 0 : $TURN_MS);
    defined $ms or die "$server: $line->{name}: " . error_of($backend);
    push @{ $r->{times} }, $ms;
    $r->{answer} = $answer;
    close_backend($backend);
    return;
}

# --- judging ----------------------------------------------------------------------------

sub median {
    my @sorted = sort { $a <=> $b } @_;
    return @sorted % 2 ? $sorted[$#sorted / 2] : ($sorted[ @sorted / 2 - 1 ] + $sorted[ @sorted / 2 ]) / 2;
}

# Returns the median over the turns of the tree's time by the base's, whose two servers count alike.
# The servers of one turn are compared with each other, because the machine may be slower in the next.
sub ratio {
    my ($tree, $base, $again) = @_;
    return median(map { max($tree->[$_], 1e-6) / sqrt(max($base->[$_], 1e-6) * max($again->[$_], 1e-6)) } 0 .. $#$tree);
}

# Returns by how much a commit differs from itself, as a fraction. This is the largest of three: the
# median difference of the base's two servers; the median difference that is exceeded by 1 % only of
# random draws of as many turns; and LEAST_SPREAD.
sub spread {
    my ($base, $again) = @_;
    my @turns = map { log(max($again->[$_], 1e-6) / max($base->[$_], 1e-6)) } 0 .. $#$base;
    my $draw = sub { abs median(map { $turns[ rand @turns ] * (rand() < 0.5 ? 1 : -1) } @turns) };
    my @drawn = sort { $a <=> $b } map { $draw->() } 1 .. $DRAWS;
    return max($LEAST_SPREAD, exp(max(abs median(@turns), $drawn[ 0.99 * $DRAWS ])) - 1);
}

# Adds a line's row to the report.
sub report_line {
    my ($line, %r) = @_;
    my $name = $line->{name};
    utf8::decode($name);
    my $unit = $line->{kind} eq 'size' ? 1e6 : 1;
    # both servers of the base count for its figure
    my %times = (base => [ map { @{ $r{$_}{times} } } 'base', 'again' ], tree => $r{tree}{times});
    my %median = map { $_ => @{ $times{$_} } ? median(@{ $times{$_} }) / $unit : undef } keys %times;
    my ($ratio, $spread, $verdict) = (undef, undef, '');
    if ($r{tree}{error}) {
        $verdict = $r{base}{error} ? 'fails in both' : 'fails now';
        push @faults, "$name: $r{tree}{error}" if !$r{base}{error};
    } elsif ($r{base}{error} || $r{again}{error}) {
        $verdict = 'new';
    } else {
        $ratio  = ratio(map { $r{$_}{times} } 'tree', 'base', 'again');
        $spread = spread($r{base}{times}, $r{again}{times});
        $verdict = 'changed' if $ratio > 1 + $spread || $ratio < 1 / (1 + $spread);
        push @{ $ratio < 1 ? \@faster : \@slower }, $name if $verdict;
        $verdict = join ', ', grep { $_ } $verdict, ($r{tree}{plan} // '') ne ($r{base}{plan} // '') ? 'another plan' : '';
        for my $server ('again', 'tree') {
            push @faults, "$name: base and $server answer differently\n"
                if $line->{kind} ne 'size' && ($r{$server}{answer} // '') ne ($r{base}{answer} // '');
        }
    }
    my @cells = ($name, number($median{base}), number($median{tree}), defined $ratio ? sprintf('%.2f', $ratio) : '–',
        defined $spread ? sprintf('%.0f %%', 100 * $spread) : '–', $verdict);
    push @rows, \@cells;
    print "  $cells[0]: $cells[1] and $cells[2], ratio $cells[3]", ($verdict ? ", $verdict" : ''), "\n";
    return;
}

sub write_report {
    open my $report, '>:encoding(UTF-8)', $report_file or die "$report_file: $!\n";
    print $report markdown_table(['', 'base', 'tree', 'tree / base', 'spread', 'verdict'], @rows), "\n";
    printf $report "%d of %d lines changed: %d need less, %d more.\n", @faster + @slower, scalar @rows, scalar @faster, scalar @slower;
    print $report "\nLess: ", join('; ', @faster), ".\n" if @faster;
    print $report "\nMore: ", join('; ', @slower), ".\n" if @slower;
    print $report "\nFaults:\n\n", map { "- $_" } @faults if @faults;
    close $report or die "$report_file: $!\n";
    return;
}
