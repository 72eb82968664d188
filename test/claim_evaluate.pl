#!/usr/bin/perl
# How often claim matching finds the claim that a post is about: MAP@5, R@1 and R@20 of a collection in the layout of CheckThat!'s
# claim retrieval, by a sequential scan and by the index, which must agree.
#
#     claim_evaluate.pl FOLDER psql -X …      answers the queries in a database with the extension, and evaluates that
#     claim_evaluate.pl --run RUN QRELS       evaluates a file of answers, of any system
#
# FOLDER has, in UTF-8, with tabs between columns, which may be quoted as in CSV; a header is optional:
#
#     *quer*.tsv                              id, text
#     *claim*.tsv, *claim*.jsonl, or *claim*/*.json  id, claim, title; or objects with vclaim_id, vclaim, title.
#                                             A claim and its title are joined by a blank, and ranked as they come where scores are equal
#     *qrel*                                  id of a query, 0, id of a claim, 1
#
# A RUN has: id of a query, Q0, id of a claim, rank, score, name of the run. A query without a relevant claim in QRELS does not count,
# one without answers counts 0. The average precision at 5 is the sum of the precisions at each relevant claim among the first five,
# divided by the number of relevant claims, as trec_eval's map_cut_5 has it.
use strict;
use warnings;

use File::Temp;
use JSON::PP;
use Time::HiRes 'time';

my ($first, @rest) = @ARGV;
die "usage: $0 FOLDER psql …\n       $0 --run RUN QRELS\n" unless @rest;
if ($first eq '--run')
{
    die "usage: $0 --run RUN QRELS\n" unless @rest == 2;
    report('run', read_run(slurp($rest[0])), read_qrels($rest[1]));
    exit;
}
evaluate($first, @rest);

sub slurp
{
    my ($file) = @_;
    open my $in, '<:raw', $file or die "$file: $!\n";
    local $/;
    my $text = <$in>;
    $text =~ s/^\xEF\xBB\xBF//;
    return $text;
}

# The rows of a file with tabs between columns, the header left out. A column that begins with a quote ends with one, and may have
# tabs and newlines.
sub read_table
{
    my ($file) = @_;
    my $text = slurp($file);
    my (@rows, @row);
    while ($text =~ /\G(?:"((?:[^"]|"")*)"|([^\t\r\n]*))(\t|\r?\n|\z)/g)
    {
        my ($quoted, $plain, $end) = ($1, $2, $3);
        push @row, defined $quoted ? $quoted =~ s/""/"/gr : $plain;
        next if $end eq "\t";
        push @rows, [@row] if @row > 1;
        @row = ();
        last if pos($text) == length $text;
    }
    die "$file: cannot read it from byte " . (pos($text) // 0) . "\n" if (pos($text) // 0) < length $text;
    shift @rows if @rows && ($rows[0][0] eq '' || $rows[0][0] =~ /^(?:id|[a-z]*_?id)$/i);
    return \@rows;
}

# Pairs of id and text of claims.
sub read_claims
{
    my ($file) = @_;
    my @objects;
    if (-d $file)
    {
        @objects = map { decode_json(slurp($_)) } sort glob "$file/*.json";
    }
    elsif ($file =~ /\.jsonl$/)
    {
        @objects = map { decode_json($_) } grep { /\S/ } split /\n/, slurp($file);
    }
    else
    {
        return [ map { [ $_->[0], join ' ', grep { defined && $_ ne '' } @$_[ 1, 2 ] ] } @{ read_table($file) } ];
    }
    my @claims;
    for my $object (@objects)
    {
        my $id = $object->{vclaim_id} // $object->{id};
        my $text = join ' ', grep { defined && $_ ne '' } $object->{vclaim} // $object->{claim}, $object->{title};
        utf8::encode($id);
        utf8::encode($text);
        push @claims, [ $id, $text ];
    }
    return \@claims;
}

# query => { relevant claim => 1 }
sub read_qrels
{
    my ($file) = @_;
    my %relevant;
    for (split /\r?\n/, slurp($file))
    {
        my ($query, undef, $claim, $degree) = split;
        $relevant{$query}{$claim} = 1 if defined $degree && $degree =~ /^[1-9]/;
    }
    die "$file: no relevant claims\n" unless %relevant;
    return \%relevant;
}

# query => [ claims, best first ]
sub read_run
{
    my ($text) = @_;
    my %found;
    for (split /\r?\n/, $text)
    {
        my ($query, undef, $claim, $rank) = split;
        push @{ $found{$query} }, [ $rank, $claim ];
    }
    return { map { my $query = $_; $query => [ map { $_->[1] } sort { $a->[0] <=> $b->[0] } @{ $found{$query} } ] } keys %found };
}

# Prints the means over the queries that have a relevant claim, and returns them as text.
sub report
{
    my ($name, $found, $relevant, $milliseconds) = @_;
    my ($precision, $first, $recall) = (0, 0, 0);
    for my $query (keys %$relevant)
    {
        my @claims = @{ $found->{$query} // [] };
        my ($hits, $sum, $of_20) = (0, 0, 0);
        for my $i (0 .. $#claims)
        {
            next unless $relevant->{$query}{ $claims[$i] };
            $hits++;
            $sum += $hits / ($i + 1) if $i < 5;
            $of_20++ if $i < 20;
            $first++ if $i == 0;
        }
        my $all = keys %{ $relevant->{$query} };
        $precision += $sum / $all;
        $recall    += $of_20 / $all;
    }
    my $queries = keys %$relevant;
    my $figures = sprintf 'MAP@5 %.4f   R@1 %.4f   R@20 %.4f   of %d queries', (map { $_ / $queries } $precision, $first, $recall), $queries;
    printf "%-10s %s%s\n", $name, $figures, defined $milliseconds ? sprintf('   %.1f ms a query', $milliseconds) : '';
    return $figures;
}

# The one file or folder of a folder whose name matches.
sub only
{
    my ($folder, $what, $pattern) = @_;
    opendir my $dir, $folder or die "$folder: $!\n";
    my @names = sort grep { !/^\./ && $_ =~ $pattern } readdir $dir;
    die "$folder: has " . @names . " of what could be the $what: @names\n" unless @names == 1;
    return "$folder/$names[0]";
}

# A row in COPY's text format.
sub copy_row
{
    return join("\t", map { s/\\/\\\\/gr =~ s/\t/\\t/gr =~ s/\n/\\n/gr =~ s/\r/\\r/gr } @_) . "\n";
}

# Answers the queries of a folder by both plans, and evaluates the answers.
sub evaluate
{
    my ($folder, @psql) = @_;
    my $queries  = read_table(only($folder, 'queries', qr/quer.*\.tsv$/i));
    my $claims   = read_claims(only($folder, 'claims', qr/claim(?!.*qrel)(?:.*\.(?:tsv|jsonl)|s|s_json)$/i));
    my $relevant = read_qrels(only($folder, 'qrels', qr/qrel/i));
    my $script   = File::Temp->new;
    print $script "\\set ON_ERROR_STOP 1\n\\set QUIET 1\n\\pset tuples_only on\n\\pset format unaligned\n\\pset fieldsep '\\t'\n",
        "CREATE TEMP TABLE known (n int, id text, claim text);\nCOPY known FROM STDIN;\n", (map { copy_row($_ + 1, @{ $claims->[$_] }[ 0, 1 ]) } 0 .. $#$claims), "\\.\n",
        "CREATE TEMP TABLE post (id text, post text);\nCOPY post FROM STDIN;\n", (map { copy_row(@$_[ 0, 1 ]) } @$queries), "\\.\n", <<'SQL';
CREATE INDEX ON known USING gin (claim claim_gin_ops);
CREATE TEMP TABLE corpus AS SELECT claim_stats(claim) AS stats FROM known;
ANALYZE known, post;
CREATE TEMP VIEW answer AS
SELECT post.id AS query, 'Q0', best.id, rank, score
FROM post, corpus, claim_query(post, stats) AS q,
     LATERAL (SELECT id, score, row_number() OVER (ORDER BY score DESC, n) AS rank FROM (SELECT n, id, claim_score(claim, q) AS score FROM known WHERE claim @~ q) AS k ORDER BY rank LIMIT 20) AS best;
SELECT 'corpus', count(*), pg_column_size(stats), pg_table_size('known'), pg_relation_size('known_claim_idx') FROM known, corpus GROUP BY stats;
SET enable_bitmapscan = off;
SET max_parallel_workers_per_gather = 0;
SET jit = off;
SELECT 'sequential', extract(epoch FROM clock_timestamp());
TABLE answer;
RESET enable_bitmapscan;
SET enable_seqscan = off;
SELECT 'index', extract(epoch FROM clock_timestamp());
TABLE answer;
SELECT 'end', extract(epoch FROM clock_timestamp());
SQL
    close $script;

    open my $in, '<', $script->filename or die "$!\n";
    open STDIN, '<&', $in or die "$!\n";
    open my $out, '-|', @psql or die "$psql[0]: $!\n";
    my ($plan, %answers, %began);
    while (<$out>)
    {
        if (/^(sequential|index|end)\t(\S+)$/)
        {
            $plan = $1;
            $began{$plan} = $2;
        }
        elsif (/^corpus\t(\d+)\t(\d+)\t(\d+)\t(\d+)$/)
        {
            print "$folder: $1 claims, " . @$queries . " queries; bytes: table $3, index $4, statistics $2\n";
        }
        else
        {
            $answers{$plan} .= $_;
        }
    }
    close $out or die "$psql[0] failed\n";
    die "no answers\n" unless defined $began{end};
    my %end = (sequential => $began{index}, index => $began{end});
    my %figures = map { $_ => report($_, read_run($answers{$_} // ''), $relevant, ($end{$_} - $began{$_}) * 1000 / @$queries) } qw(sequential index);
    my %sorted = map { $_ => join '', sort split /^/, $answers{$_} // '' } qw(sequential index);
    die "the sequential scan and the index answer differently\n" if $sorted{sequential} ne $sorted{index};
}
