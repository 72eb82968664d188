#!/usr/bin/env perl
# Runs the queries of one dataset, each in a backend of its own, and appends their figures to a
# file: measure.pl PSQL DATASET OUT PEERS QUERIES, the last two as lists with commas.
# The peers take turns, so that other work on the machine affects all of them alike.
# Fails where two peers answer differently.
use strict;
use warnings;

use FindBin;
use IO::Select;
use lib $FindBin::RealBin;
use Bench qw(open_backend send_sql answer_of close_backend);

my ($psql, $dataset, $out_file, $peers, $queries) = @ARGV;
my %peer_wanted = map { $_ => 1 } split /,/, $peers;
my %query_wanted = map { $_ => 1 } split /,/, $queries;
my @psql = ($psql, '-X', '-q', '-A', '-t', '-F', "\t", '-v', 'ON_ERROR_STOP=1');

my %shown = (tagset => 'tagset', text => 'text[]', int => 'intarray', ltree => 'ltree[]');
my %first_answer;

open my $out, '>>', $out_file or die "$out_file: $!\n";
$out->autoflush(1);
STDOUT->autoflush(1);

my @todo = wanted_queries();
my @names = do { my %seen; grep { !$seen{$_}++ } map { $_->{name} } @todo };
for my $name (@names) {
    for my $mode ($name =~ /^(floor|column)$/ ? 'sequential' : $name eq 'counts' ? 'planned' : ('planned', 'sequential')) {
        my @sessions = map { start($_, $mode) } grep { $_->{name} eq $name } @todo;
        take_turns(@sessions);
        finish($_) for @sessions;
        my $how = $mode eq 'sequential' && $name !~ /^(floor|column)$/ ? ', sequential scan' : '';
        print "    $name$how: ",
            join(', ', map { sprintf '%s %s %.1f ms', $shown{$_->{peer}}, $_->{form}, $_->{ms} } @sessions), "\n";
    }
}

# Returns those of the database's queries that were asked for.
sub wanted_queries {
    open my $list, '-|', @psql, '-c', 'SELECT name, peer, form, condition, statement FROM query ORDER BY ord'
        or die "psql: $!\n";
    my @found;
    while (my $line = <$list>) {
        chomp $line;
        # a statement may go over several lines
        if ($line !~ /^[a-z-]+\t[a-z]+\t/) { $found[-1]{statement} .= " $line"; next }
        my %query;
        @query{qw(name peer form condition statement)} = split /\t/, $line, -1;
        push @found, \%query;
    }
    close $list or die "psql failed\n";
    return grep { $peer_wanted{$_->{peer}} && $query_wanted{$_->{name}} } @found;
}

# Opens a backend for one query.
sub start {
    my ($query, $mode) = @_;
    my %session = (%$query, mode => $mode, times => []);
    my $from = "FROM with_$query->{peer} WHERE $query->{condition}";
    $session{sql} = $query->{condition} ? "SELECT count(*) $from" : $query->{statement};
    $session{rows_sql} = $query->{condition} ? "SELECT id $from" : $query->{statement};
    %session = (%session, %{ open_backend($psql, \*STDERR) });
    ask(\%session, 'SET enable_indexscan = off; SET enable_indexonlyscan = off; SET enable_bitmapscan = off')
        if $mode eq 'sequential';
    $session{backend} = ask(\%session, 'SELECT pg_backend_pid()');
    $session{before} = $session{peak} = private_memory($session{backend});
    return \%session;
}

# Runs each query once to warm up, then five times, or once if a run takes over three seconds.
sub take_turns {
    my @sessions = @_;
    for my $session (@sessions) {
        $session->{runs} = timed($session) < 3000 ? 5 : 1;
    }
    for my $round (1 .. 5) {
        for my $session (grep { $round <= $_->{runs} } @sessions) {
            push @{$session->{times}}, timed($session);
        }
    }
}

# Returns the milliseconds of one run; ends the bench if the answer differs from an earlier one.
sub timed {
    my ($session) = @_;
    my ($ms, $answer) = split /\t/, ask($session, "SELECT * FROM timed(\$q\$$session->{sql}\$q\$)");
    $session->{answer} = $answer;
    my $who = "$shown{$session->{peer}} $session->{form}, $session->{mode}";
    my $first = $first_answer{$session->{name}} //= { answer => $answer, who => $who };
    return $ms if $answer eq $first->{answer};
    die "ERROR: different answers to the query \"$session->{name}\" in the dataset $dataset: "
        . "$first->{answer} ($first->{who}), $answer ($who)\n";
}

# Writes a session's figures and ends it.
sub finish {
    my ($session) = @_;
    my @times = sort { $a <=> $b } @{$session->{times}};
    $session->{ms} = $times[$#times / 2];
    my ($rows, $scan) = split /\t/, ask($session, "SELECT * FROM planned(\$q\$$session->{rows_sql}\$q\$)");
    print $out join("\t", $dataset, 'query', @$session{qw(peer name mode form ms runs answer)}, $rows, $scan,
        $session->{peak} - $session->{before}, $session->{condition}), "\n";
    close_backend($session);
}

# Sends a statement and returns the line that it prints, if it is not a SET; measures the backend's
# memory meanwhile.
sub ask {
    my ($session, $sql) = @_;
    send_sql($session, $sql);
    return '' if $sql =~ /^SET /;
    watch($session) if $session->{backend};
    return answer_of($session) // die "the bench failed at: $sql\n";
}

# Waits for the answer and keeps the most private memory that the backend had, in kB.
sub watch {
    my ($session) = @_;
    my $ready = IO::Select->new($session->{answers});
    for (my $answered = 0; !$answered;) {
        $answered = $ready->can_read(0.01);
        my $now = private_memory($session->{backend});
        $session->{peak} = $now if $now > $session->{peak};
    }
}

# Returns a process's private memory in kB. VmHWM would include the shared buffers that it touched.
sub private_memory {
    my ($backend) = @_;
    open my $status, '<', "/proc/$backend/status" or return 0;
    while (my $line = <$status>) {
        return $1 if $line =~ /^RssAnon:\s+(\d+) kB/;
    }
    return 0;
}
