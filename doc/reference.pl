#!/usr/bin/perl
# Writes the reference from the fragments of the install script, given as arguments in the order in
# which they are installed. Lines that begin with --| pass through as Markdown. The statements
# between them become tables whose descriptions are the COMMENT ON texts. Dies if a created object
# has no comment or a comment has no object, so that the two cannot drift apart, or if a function that is
# listed stands in no example.
#
# A line "--| ## NAME" begins a section. Sections are printed in the order of @sections, whatever the
# order of the fragments. A line "--|@section NAME" continues a section from another fragment; without
# one, a fragment continues the section of the fragment before it.
use strict;
use warnings;

use FindBin;

# What people use comes first. Sections that are not listed follow, in the order of installation.
my @sections = (
    "tagset", "tagpath", "tagquery", "labelset", "factlabel", "factverdict", "tagtaxonomy", "ruleset", "labelpolicy", "Audiences", "Identities", "idset", "Claims", "Consensus",
    "Recipes for rules", "Folding against evasion", "ClaimReview", "AT Protocol labels", "Statements of reasons", "Conventions", "Indexes", "Statistics"
);

# Functions that only the server calls are left out; their comments begin like this.
my $internal = qr/^(?:implementation of the |internal: |planner support|GIN support|btree |hash of |seeded |(?:text|binary) (?:input|output) of |aggregate support|ANALYZE for |(?:restriction|join) selectivity of )/;

my @items;     # in written order: [doc => text], [section => name] or [kind => object]
my %objects;   # "kind identity" => object
my %comments;  # "kind identity" => text

# Splits at the commas outside parentheses and quotes.
sub split_list {
    my ($text) = @_;
    my ($depth, $quoted, @parts) = (0, 0, "");
    for my $char (split //, $text) {
        $quoted = !$quoted if $char eq "'";
        $depth++ if $char eq "(" && !$quoted;
        $depth-- if $char eq ")" && !$quoted;
        if ($char eq "," && !$depth && !$quoted) {
            push @parts, "";
        } else {
            $parts[-1] .= $char;
        }
    }
    s/^\s+|\s+$//g, s/\s+/ /g for @parts;
    return grep { $_ ne "" } @parts;
}

# One argument as { mode, name, type, default }.
sub argument {
    my ($text) = @_;
    my %arg = (mode => "IN", name => "");
    $arg{default} = $1 if $text =~ s/\s+(?:DEFAULT|=)\s+(.+)$//i;
    $arg{mode} = uc $1 if $text =~ s/^(INOUT|IN|OUT|VARIADIC)\s+//i;
    my $two_words = qr/^(?:double precision|character varying|bit varying|time(?:stamp)? with(?:out)? time zone)/;
    $arg{name} = $1 if $text !~ $two_words && $text =~ s/^("\w+"|\w+)\s+(?=\S)//;
    $arg{type} = $text;
    return \%arg;
}

# The types that identify a function.
sub identity {
    return join ", ", map { $_->{type} } grep { $_->{mode} ne "OUT" } @_;
}

sub add {
    my ($kind, $identity, %object) = @_;
    die "$kind $identity is created twice\n" if $objects{"$kind $identity"};
    my $object = { %object, kind => $kind, identity => $identity };
    $objects{"$kind $identity"} = $object;
    push @items, [ $kind, $object ];
}

# The body of the parentheses that $text begins with, and what follows them.
sub parenthesised {
    my ($text) = @_;
    my ($depth, $at) = (0, 0);
    for my $char (split //, $text) {
        $depth++ if $char eq "(";
        $depth-- if $char eq ")";
        $at++;
        last unless $depth;
    }
    return (substr($text, 1, $at - 2), substr($text, $at));
}

sub statement {
    my ($sql) = @_;
    $sql =~ s/^\s+|\s+$//g;
    if ($sql =~ /^CREATE (FUNCTION|PROCEDURE|AGGREGATE) (\w+)\s*(\(.*)/s) {
        my ($kind, $name) = (lc $1, $2);
        my ($inside, $rest) = parenthesised($3);
        my @arguments = map { argument($_) } split_list($inside);
        my ($returns) = $rest =~ /^\s*RETURNS\s+(.+?)\s+(?:AS|LANGUAGE|IMMUTABLE|STABLE)\b/s;
        # an aggregate returns what its final function does, or without one its state
        if ($rest =~ /FINALFUNC = (\w+)/) {
            my $final = $1;
            ($returns) = map { $_->{returns} } grep { ($_->{name} // "") eq $final } values %objects;
        } elsif ($rest =~ /STYPE = (\w+)/) {
            $returns = $1;
        }
        add($kind, "$name(" . identity(@arguments) . ")",
            name => $name, arguments => \@arguments, returns => $returns // "", rest => $rest);
    } elsif ($sql =~ /^DROP FUNCTION (\w+\(.*?\))/s) {
        my $object = delete $objects{"function $1"} or die "dropped but never created: $1\n";
        @items = grep { $_->[1] ne $object } @items;
    } elsif ($sql =~ /^CREATE TYPE (\w+)\s*(?:AS\s*)?\(/) {
        add("type", $1);
    } elsif ($sql =~ /^CREATE OPERATOR CLASS (\w+)\s+(DEFAULT )?FOR TYPE (\S+) USING (\w+) AS(.*)/s) {
        my ($name, $default, $type, $method, $body) = ($1, $2, $3, $4, $5);
        my @operators = $body =~ /OPERATOR \d+ (\S+?)(?=[\s,(]|$)/g;
        my %seen;
        add("operator class", "$name USING $method", name => $name, type => $type, method => $method,
            default => $default ? "yes" : "no", operators => [ grep { !$seen{$_}++ } @operators ]);
        add("operator family", "$name USING $method");
    } elsif ($sql =~ /^CREATE OPERATOR (\S+)\s*\((.*)\)$/s) {
        my ($name, %option) = ($1);
        for my $part (split_list($2)) {
            $option{ uc $1 } = $2 if $part =~ /^(\w+)\s*=\s*(.+)$/;
        }
        my $left = $option{LEFTARG} // "NONE";
        add("operator", "$name ($left, $option{RIGHTARG})", name => $name, left => $left,
            right => $option{RIGHTARG}, function => $option{FUNCTION} // $option{PROCEDURE});
    } elsif ($sql =~ /^CREATE CAST \((.+?) AS (.+?)\) (?:WITH FUNCTION (\w+\(.*?\))|WITH INOUT|WITHOUT FUNCTION)\s*(?:AS (\w+))?/s) {
        add("cast", "($1 AS $2)", from => $1, to => $2, function => $3, context => lc($4 // "explicit"));
    } elsif ($sql =~ /^COMMENT ON (OPERATOR CLASS|OPERATOR FAMILY|FUNCTION|PROCEDURE|AGGREGATE|TYPE|OPERATOR|CAST) (.+?) IS '(.*)'$/s) {
        my ($kind, $identity, $text) = (lc $1, $2, $3);
        $identity =~ s/\s+/ /g;
        $text =~ s/''/'/g;
        die "$kind $identity has two comments\n" if exists $comments{"$kind $identity"};
        $comments{"$kind $identity"} = $text;
    } elsif ($sql !~ /^(?:CREATE TYPE \w+$|SELECT |ALTER )/) {
        die "statement not understood: $sql\n";
    }
}

for my $file (@ARGV) {
    # with its templates expanded
    open my $in, "-|", $^X, "$FindBin::Bin/../scripts/fragments.pl", $file or die "$file: $!\n";
    my $sql = "";
    while (my $line = <$in>) {
        if ($line =~ /^--\|\@section (.+)$/) {
            push @items, [ section => $1 ];
        } elsif ($line =~ /^--\|(?: (.*)|)$/) {
            push @items, [ doc => $1 // "" ];
        } elsif ($line !~ /^(?:--|\\)/) {
            $sql .= $line;
            # a statement ends at a semicolon outside quotes
            if ($line =~ /;\s*$/ && ($sql =~ tr/'//) % 2 == 0) {
                $sql =~ s/;\s*$//;
                statement($sql);
                $sql = "";
            }
        }
    }
    close $in or die "$file: its templates cannot be expanded\n";
    die "$file: the last statement does not end\n" if $sql =~ /\S/;
}

for my $key (sort keys %comments) {
    die "COMMENT ON $key names nothing that was created\n" unless $objects{$key};
}
for my $key (sort keys %objects) {
    die "no COMMENT ON $key\n" unless exists $comments{$key};
    $objects{$key}{comment} = $comments{$key};
}

# A cell of a table: a bar would end it.
sub cell {
    my ($text) = @_;
    $text =~ s/\|/\\|/g;
    return $text;
}

sub code { return "`" . cell($_[0]) . "`" }

sub signature {
    my ($function) = @_;
    my @shown;
    for my $arg (grep { $_->{mode} ne "OUT" } @{ $function->{arguments} }) {
        my $text = $arg->{mode} eq "IN" ? "" : "$arg->{mode} ";
        $text .= "$arg->{name} " if $arg->{name} ne "";
        $text .= $arg->{type};
        $text .= " = $arg->{default}" if defined $arg->{default};
        push @shown, $text;
    }
    return "$function->{name}(" . join(", ", @shown) . ")";
}

sub returned {
    my ($function) = @_;
    my @out = map { "$_->{name} $_->{type}" } grep { $_->{mode} eq "OUT" } @{ $function->{arguments} };
    return "table(" . join(", ", @out) . ")" if @out;
    my $type = $function->{returns};
    $type = $1 if $type eq "" && $function->{rest} =~ /FINALTYPE\s*=\s*(\w+)/i;
    $type =~ s/^SETOF /setof /;
    return $type;
}

# The result type of an operator: that of its function for these types.
sub result {
    my ($operator) = @_;
    my @types = grep { $_ ne "NONE" } $operator->{left}, $operator->{right};
    my $identity = "$operator->{function}(" . join(", ", @types) . ")";
    my $function = $objects{"function $identity"}
        or die "operator $operator->{identity} names a function never created: $identity\n";
    return $function->{returns};
}

my $out = "";

sub table {
    my ($head, @rows) = @_;
    return unless @rows;
    $out .= "\n| " . join(" | ", @$head) . " |\n|" . "---|" x @$head . "\n";
    $out .= "| " . join(" | ", @$_) . " |\n" for @rows;
    $out .= "\n";
}

# Adds the tables of the objects created since the last line of prose.
sub flush_tables {
    my %by_kind;
    push @{ $by_kind{ $_->{kind} } }, $_ for @_;
    my @functions = grep { $_->{comment} !~ $internal } @{ $by_kind{function} };
    my %of_cast = map { $_->{function} // "" => 1 } map { $_->[1] } grep { $_->[0] eq "cast" } @items;

    table([ "type", "description" ], map { [ code($_->{identity}), cell($_->{comment}) ] } @{ $by_kind{type} });
    table([ "operator", "result", "description" ],
        map { [ code($_->{left} eq "NONE" ? "$_->{name} $_->{right}" : "$_->{left} $_->{name} $_->{right}"),
                code(result($_)), cell($_->{comment}) ] } @{ $by_kind{operator} });
    table([ "function", "returns", "description" ],
        map { [ code(signature($_)), code(returned($_)), cell($_->{comment}) ] }
        grep { !$of_cast{ $_->{identity} } } @functions);
    table([ "procedure", "description" ],
        map { [ code(signature($_)), cell($_->{comment}) ] } @{ $by_kind{procedure} });
    table([ "aggregate", "returns", "description" ],
        map { [ code(signature($_)), code(returned($_)), cell($_->{comment}) ] } @{ $by_kind{aggregate} });
    table([ "cast", "applies", "function", "description" ],
        map { my $function = $objects{ "function " . ($_->{function} // "") };
              [ code("$_->{from} → $_->{to}"), $_->{context} eq "explicit" ? "explicitly" : "on assignment, explicitly",
                $function ? code($function->{name}) : "", cell($function ? $function->{comment} : $_->{comment}) ] }
        @{ $by_kind{cast} });
    table([ "operator class", "method", "type", "default", "operators", "description" ],
        map { [ code($_->{name}), $_->{method}, code($_->{type}), $_->{default},
                join(" ", map { code($_) } @{ $_->{operators} }), cell($_->{comment}) ] }
        @{ $by_kind{"operator class"} });
}

# The anchor that GitHub makes of a heading; a repeated one gets a number.
my %anchors;

sub anchor {
    my ($heading) = @_;
    my $anchor = lc $heading;
    $anchor =~ s/[^\w\- ]//g;
    $anchor =~ tr/ /-/;
    my $n = $anchors{$anchor}++;
    return $n ? "$anchor-$n" : $anchor;
}

# The items of each section, and the sections in written order.
my (%section, @written);
my $current;
for my $item (@items) {
    my ($kind, $what) = @$item;
    my $heading = $kind eq "doc" && $what =~ /^## (.+)/ ? $1 : undef;
    $current = $heading // $what if defined $heading || $kind eq "section";
    next if $kind eq "section";
    $current // die "$kind comes before the first section\n";
    push @written, $current unless $section{$current};
    push @{ $section{$current} }, $item;
}
my %listed = map { $_ => 1 } @sections;
my @order = ((grep { $section{$_} } @sections), (grep { !$listed{$_} } @written));

my $contents = "";
anchor("Reference");
for my $name (@order) {
    my (@subsections, $fence);
    for my $line (map { $_->[1] } grep { $_->[0] eq "doc" } @{ $section{$name} }) {
        $fence = !$fence if $line =~ /^```/;
        push @subsections, $1 if !$fence && $line =~ /^### (.+)/;
    }
    $contents .= "- [$name](#" . anchor($name) . ")";
    $contents .= ": " . join(", ", map { "[$_](#" . anchor($_) . ")" } @subsections) if @subsections;
    $contents .= "\n";
}

for my $name (@order) {
    my @pending;
    for my $item (@{ $section{$name} }) {
        if ($item->[0] eq "doc") {
            flush_tables(@pending) if @pending;
            @pending = ();
            $out .= "$item->[1]\n";
        } else {
            push @pending, $item->[1];
        }
    }
    flush_tables(@pending) if @pending;
    $out .= "\n";
}

# Each function that the tables list stands in an example, so that nobody has to guess how it is called.
my $examples = join "\n", $out =~ /^```sql\n(.*?)^```$/msg;
my %listed_function = map { $_ => 1 } $out =~ /^\| `(\w+)\(/mg;
my @without = grep { $examples !~ /\b\Q$_\E\(/ } sort keys %listed_function;
die "no example of @without\n" if @without;

$out =~ s/\n{3,}/\n\n/g;
$out =~ s/\n+$/\n/;

print <<"HEAD";
<!-- Generated by `make doc` from the comments in src/*/*.sql. Do not edit. -->

# Reference

Functions that only implement an operator, a type or an index are left out. In psql, `\\df` and
`\\do` list everything, `\\df+` and `\\do+` with descriptions. How timestamps, NULL and errors are
treated everywhere is described under [Conventions](#conventions).

$contents
HEAD
print $out;
