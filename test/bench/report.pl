#!/usr/bin/env perl
# Prints the bench's tables in Markdown: report.pl FACTS RESULTS, the files that scripts/bench.sh
# wrote. A ratio is factag divided by the peer.
use strict;
use warnings;
use utf8;
use open qw(:std :encoding(UTF-8));

use FindBin;
use lib $FindBin::RealBin;
use Bench qw(number markdown_table);

my ($facts_file, $results_file) = @ARGV;
my @peers = ('tagset', 'text', 'int', 'ltree');
my %shown = (tagset => 'tagset', text => 'text[]', int => 'intarray', ltree => 'ltree[]');
my %label = (
    subtree => 'subtree', 'and-not' => 'A & B & !C', broad => 'two broad terms, A & B',
    leaf => 'leaf', wildcard => 'wildcard `**/s4/t1`');
my @names = ('subtree', 'and-not', 'broad', 'leaf', 'wildcard');

my %value;    # {dataset}{kind}{peer}: loading, sizes, updates
my %query;    # {dataset}{mode}{name}{peer}: the fastest form's figures
my %memory;   # {dataset}{name}{peer}: the most of all forms and modes
read_results($results_file);
my $rows = $value{main}{rows}{all};
@peers = grep { defined $value{main}{copy}{$_} } @peers;
my @two = grep { defined $value{tenth}{copy}{$_} } @peers;    # those that the smaller datasets have

print "# factag beside its peers\n\n";
print slurp($facts_file);
print "\n`tagset`, `text[]` and `intarray` have a GIN index, `ltree[]` a GiST index; `text[]` and
`intarray` store every ancestor too. Times are in milliseconds, planning included, the median
of five runs after one to warm (of one run where a run takes over three seconds). In brackets:
factag divided by the peer.\n\n";
main_table();
print "\n## Goals\n\n";
goals_table();
print "\n## Estimates\n\n";
estimates_table();
print "\n## Growth with rows\n\n";
growth_table();
print "\n## Growth with elements a set\n\n";
elements_table();
print "\n## Queries\n\n";
queries_list();

sub slurp {
    open my $file, '<', shift or die "$!\n";
    local $/;
    return <$file>;
}

sub read_results {
    open my $file, '<', shift or die "$!\n";
    while (<$file>) {
        chomp;
        my ($dataset, $kind, $peer, @rest) = split /\t/;
        if ($kind ne 'query') { $value{$dataset}{$kind}{$peer} = $rest[0]; next }
        my %r;
        @r{qw(name mode form ms runs answer planned scan memory condition)} = @rest;
        # factag's roll-up has two forms, and both are of interest
        my $name = $r{form} eq 'tagset_expand' ? 'expand' : $r{name};
        my $best = \$query{$dataset}{$r{mode}}{$name}{$peer};
        $$best = \%r if !$$best || $r{ms} < $$best->{ms};
        my $most = \$memory{$dataset}{$name}{$peer};
        $$most = $r{memory} if !defined $$most || $r{memory} > $$most;
    }
}

# --- cells ------------------------------------------------------------------------------

sub ms {
    my ($dataset, $mode, $name, $peer) = @_;
    my $r = $query{$dataset}{$mode}{$name}{$peer};
    return $r ? $r->{ms} : undef;
}

sub share {
    my ($dataset, $name) = @_;
    my ($r) = grep { $_ } map { $query{$dataset}{planned}{$name}{$_} } @peers;
    return $r ? $r->{answer} / $value{$dataset}{rows}{all} : 0;
}

sub ratio {
    my ($ours, $theirs) = @_;
    return defined $ours && defined $theirs && $theirs > 0 ? $ours / $theirs : undef;
}

sub percent { sprintf '%.2g %%', 100 * $_[0] }

sub megabytes { defined $_[0] ? $_[0] / 1e6 : undef }

# A row: factag's figure, then each peer's with the ratio.
sub compared {
    my ($what, $ours, @theirs) = @_;
    return [$what, number($ours), map {
        my $r = ratio($ours, $_);
        defined $_ ? number($_) . (defined $r ? ' (' . number($r) . ')' : '') : '–';
    } @theirs];
}

sub table { print markdown_table(@_) }

# --- the tables -------------------------------------------------------------------------

sub each_peer {
    my ($get) = @_;
    return map { $get->($_) } @peers;
}

sub size_of {
    my ($dataset, $peer) = @_;
    my $v = $value{$dataset};
    return defined $v->{table}{$peer} ? $v->{table}{$peer} + $v->{index}{$peer} : undef;
}

sub main_table {
    my $v = $value{main};
    my @body;
    push @body, compared('table, MB', each_peer(sub { megabytes($v->{table}{$_[0]}) }));
    push @body, compared('index, MB', each_peer(sub { megabytes($v->{index}{$_[0]}) }));
    push @body, compared('table + index, MB', each_peer(sub { megabytes(size_of('main', $_[0])) }));
    push @body, compared('COPY from text', each_peer(sub { $v->{copy}{$_[0]} }));
    push @body, compared('index build', each_peer(sub { $v->{build}{$_[0]} }));
    for my $name (@names) {
        push @body, compared("$label{$name} (" . percent(share('main', $name)) . ' of rows)',
            each_peer(sub { ms('main', 'planned', $name, $_[0]) }));
    }
    push @body, compared('bare count(*), sequential', each_peer(sub { ms('main', 'sequential', 'floor', $_[0]) }));
    push @body, compared('count(*) WHERE tags IS NOT NULL', each_peer(sub { ms('main', 'sequential', 'column', $_[0]) }));
    for my $name (@names) {
        push @body, compared("$label{$name}, sequential", each_peer(sub { ms('main', 'sequential', $name, $_[0]) }));
    }
    push @body, compared('the four without wildcard, sequential', each_peer(sub { sequential_total($_[0]) }));
    my @counts = each_peer(sub { ms('main', 'planned', 'counts', $_[0]) });
    my $row = compared('rows per tag at every level', @counts);
    $row->[1] = '(not built)' unless defined $counts[0];
    push @body, $row;
    shift @counts;
    push @body, compared('the same by `tagset_expand`', ms('main', 'planned', 'expand', 'tagset'), @counts);
    push @body, compared('updates a second (more is better)', each_peer(sub { $v->{updates}{$_[0]} }));
    push @body, compared('backend memory, two broad terms, MB', each_peer(sub { memory_of('broad', $_[0]) }));
    push @body, compared('backend memory, rows per tag, MB', each_peer(sub { memory_of('counts', $_[0]) }));
    table(['', map { $shown{$_} } @peers], @body);
    print "\nBackend memory is by how much the private memory of a fresh backend (RssAnon, without the
shared buffers it touches) grew at its peak.\n";
}

sub sequential_total {
    my ($peer) = @_;
    my $sum = 0;
    return undef if !defined ms('main', 'sequential', 'subtree', $peer);
    $sum += ms('main', 'sequential', $_, $peer) for 'subtree', 'and-not', 'broad', 'leaf';
    return $sum;
}

sub memory_of {
    my ($name, $peer) = @_;
    my $kb = $memory{main}{$name}{$peer};
    return defined $kb ? $kb / 1024 : undef;
}

sub goals_table {
    my $v = $value{main};
    my $planned = sub { my ($name, $peer) = @_; ratio(ms('main', 'planned', $name, 'tagset'), ms('main', 'planned', $name, $peer)) };
    my $counts = ms('main', 'planned', 'counts', 'tagset');
    my @goals = (
        ['table + index, of text[]', 0.3, ratio(size_of('main', 'tagset'), size_of('main', 'text'))],
        ['index build, of text[]', 1 / 3, ratio($v->{build}{tagset}, $v->{build}{text})],
        ['subtree, of text[]', 0.5, $planned->('subtree', 'text')],
        ['subtree, of intarray', 0.8, $planned->('subtree', 'int')],
        ['A & B & !C, of text[]', 0.4, $planned->('and-not', 'text')],
        ['A & B & !C, of intarray', 0.7, $planned->('and-not', 'int')],
        ['two broad terms, of text[]', 0.7, $planned->('broad', 'text')],
        ['two broad terms, of intarray', 0.9, $planned->('broad', 'int')],
        ['leaf, of text[]', 0.9, $planned->('leaf', 'text')],
        ['wildcard, of ltree[]', 0.25, $planned->('wildcard', 'ltree')],
        (map { ["$label{$_}, sequential, of a bare count(*)", 2,
                ratio(ms('main', 'sequential', $_, 'tagset'), ms('main', 'sequential', 'floor', 'tagset'))] } @names),
        ['wildcard `**/s4/t1`, sequential, of ltree[]', 0.3, ratio(ms('main', 'sequential', 'wildcard', 'tagset'), ms('main', 'sequential', 'wildcard', 'ltree'))],
        ['rows per tag, of `tagset_expand` and GROUP BY', 0.1, ratio($counts, ms('main', 'planned', 'expand', 'tagset'))],
        ['rows per tag, of text[] and GROUP BY', 0.1, ratio($counts, ms('main', 'planned', 'counts', 'text'))],
        (map { ["estimate, $label{$_}, a factor of", $_ =~ /and-not|broad/ ? 5 : 2, misjudged('main', $_, 'tagset')] }
            'subtree', 'and-not', 'broad', 'leaf'),
    );
    table(['', 'goal', 'measured', 'met'],
        map { [$_->[0], '≤ ' . number($_->[1]), number($_->[2]),
               !defined $_->[2] ? '–' : $_->[2] <= $_->[1] ? '✓' : '✗'] } @goals);
}

# How far the planner's number of rows is from the true one: 1 is exact, 2 twice or half.
sub misjudged {
    my ($dataset, $name, $peer) = @_;
    my $r = $query{$dataset}{planned}{$name}{$peer} or return undef;
    my ($planned, $true) = map { $_ < 1 ? 1 : $_ } $r->{planned}, $r->{answer};
    return $planned > $true ? $planned / $true : $true / $planned;
}

sub estimates_table {
    print "The planner's number of rows divided by the true one, and how it scans.\n\n";
    my @body;
    for my $name (@names) {
        my ($true) = grep { defined } map { my $r = $query{main}{planned}{$name}{$_}; $r ? $r->{answer} : undef } @peers;
        push @body, [$label{$name}, number($true), map {
            my $r = $query{main}{planned}{$name}{$_};
            $r ? number($r->{planned} / ($true || 1)) . ' ' . ($r->{scan} =~ /^(\w+)/)[0] : '–';
        } @peers];
    }
    table(['', 'true rows', map { $shown{$_} } @peers], @body);
}

sub growth_table {
    my @datasets = ('tenth', 'main');
    my $line = sub {
        my ($what, $get) = @_;
        return [$what, map {
            my $peer = $_;
            my ($before, $after) = map { $get->($_, $peer) } @datasets;
            (number($before), number($after), number(ratio($after, $before)));
        } @two];
    };
    my @body = (
        $line->('table + index, MB', sub { megabytes(size_of(@_)) }),
        $line->('COPY from text', sub { $value{$_[0]}{copy}{$_[1]} }),
        $line->('index build', sub { $value{$_[0]}{build}{$_[1]} }),
        (map { my $n = $_; $line->($label{$n}, sub { ms($_[0], 'planned', $n, $_[1]) }) } @names),
        (map { my $n = $_; $line->("$label{$n}, sequential", sub { ms($_[0], 'sequential', $n, $_[1]) }) } @names),
        $line->('bare count(*)', sub { ms($_[0], 'sequential', 'floor', $_[1]) }),
        $line->('rows per tag at every level', sub { ms($_[0], 'planned', 'counts', $_[1]) }),
        $line->('the same by `tagset_expand`', sub { ms($_[0], 'planned', 'expand', $_[1]) }),
    );
    my @heads = map { my $p = $shown{$_}; ("$p, " . number($value{tenth}{rows}{all}) . ' rows', number($rows), 'growth') } @two;
    table(['', @heads], @body);
}

sub elements_table {
    my @datasets = ('e5', 'e50', 'e500');
    print 'At ', join(', ', map { number($value{$_}{rows}{all}) } @datasets), " rows, from the same tree.\n\n";
    my $line = sub {
        my ($what, $get) = @_;
        return [$what, map { my $peer = $_; map { number($get->($_, $peer)) } @datasets } @two];
    };
    my $per_row = sub { my ($dataset, $v) = @_; defined $v ? $v / $value{$dataset}{rows}{all} : undef };
    my $sequential = sub { ms($_[0], 'sequential', 'subtree', $_[1]) };
    table(['', map { my $p = $shown{$_}; map { "$p, $_" } 5, 50, 500 } @two],
        $line->('table, bytes a row', sub { $per_row->($_[0], $value{$_[0]}{table}{$_[1]}) }),
        $line->('index, bytes a row', sub { $per_row->($_[0], $value{$_[0]}{index}{$_[1]}) }),
        $line->('COPY from text, µs a row', sub { 1000 * $per_row->($_[0], $value{$_[0]}{copy}{$_[1]}) }),
        $line->('index build, µs a row', sub { 1000 * $per_row->($_[0], $value{$_[0]}{build}{$_[1]}) }),
        $line->('rows in the subtree, %', sub { 100 * share($_[0], 'subtree') }),
        $line->('subtree, ns a row of the table', sub { 1e6 * $per_row->($_[0], ms($_[0], 'planned', 'subtree', $_[1])) }),
        $line->('subtree, sequential, ns a row', sub { 1e6 * $per_row->($_[0], $sequential->(@_)) }),
        $line->('bare count(*), ns a row', sub { 1e6 * $per_row->($_[0], ms($_[0], 'sequential', 'floor', $_[1])) }));
}

# What was asked, in the form that was fastest.
sub queries_list {
    for my $name (@names) {
        print "- $label{$name}: ", join('; ', map {
            my $r = $query{main}{planned}{$name}{$_};
            $r ? "$shown{$_} `$r->{condition}`" : ();
        } @peers), "\n";
    }
}
