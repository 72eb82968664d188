#!/usr/bin/perl
# Reads the lines of demo/spamassassin.pl and writes lines for COPY, all that are not left out or
# so many: name, label, pattern, flags, the pattern in PostgreSQL's dialect, whether every match
# has a literal of two characters.
#   perl patterns.pl 5000 < rules
# Fewer than there are: spread over all of them. More: copies whose words are other words.
# A pattern has no PostgreSQL form (\N) unless each part of it means the same in both dialects.
use strict;
use warnings;

binmode STDIN, ":utf8";
binmode STDOUT, ":utf8";
my ($wanted) = @ARGV;

# The parts of a pattern, each a kind and its text.
sub parts {
    my ($pattern) = @_;
    my @parts;
    for ($pattern) {
        while (!/\G\z/gc) {
            push @parts,
                /\G(\\x\{[0-9a-fA-F]+\}|\\x[0-9a-fA-F]{0,2}|\\0[0-7]{0,2}|\\[1-7][0-7]{2}|\\.)/gcs ? [escape => $1]
                : /\G(\[\^?\]?(?:\[:\^?\w+:\]|\\.|[^\]\\])*\])/gcs ? [class => $1]
                : /\G(\(\?(?:[:=!>|]|<[=!]|[a-z-]+[:)])|\()/gc ? [open => $1]
                : /\G([*+?]|\{[0-9]+(?:,[0-9]*)?\})([?+]?)/gc ? [repeat => $1, $2]
                : /\G([)|.^\$])/gc ? [$1 => $1]
                : /\G(.)/gcs ? [char => $1] : die "cannot read $pattern";
        }
    }
    return @parts;
}

# A character by its number, as both dialects of brackets and PostgreSQL outside of them write it.
sub numbered { return sprintf "\\u%04X", $_[0] }

# One escape in PostgreSQL's dialect, or undef.
sub escape_there {
    my ($escape, $in_class) = @_;
    return numbered(hex $1) if $escape =~ /^\\x\{?([0-9a-fA-F]{1,4})\}?$/;
    return numbered(oct $1) if $escape =~ /^\\([0-7]{2,3})$/;
    return $escape if $escape =~ /^\\(?:[dDwWsSntrf]|[^\w])$/;
    return undef if $in_class;
    return {"\\b" => "\\y", "\\B" => "\\Y"}->{$escape};
}

# A bracket in PostgreSQL's dialect, or undef.
sub class_there {
    my ($class) = @_;
    my $meant = 1;
    return undef if substr($class, 1) =~ /\[[.=]/;
    $class =~ s{(\\x\{[0-9a-fA-F]+\}|\\x[0-9a-fA-F]{0,2}|\\[0-7]{2,3}|\\.)}{escape_there($1, 1) // ($meant = 0)}gse;
    return $meant ? $class : undef;
}

# A pattern in PostgreSQL's dialect, or undef.
sub pattern_there {
    my ($flags, @parts) = @_;
    # the texts have one line, so that m and s change nothing
    return undef if $flags =~ /x/;
    my $there = $flags =~ /i/ ? "(?i)" : "";
    for my $part (@parts) {
        my ($kind, $text, $more) = @$part;
        my $same = $kind eq "escape" ? escape_there($text)
            : $kind eq "class" ? class_there($text)
            : $kind eq "open" ? ($text =~ /^\((?:\?(?:[:=!]|<[=!]))?$/ ? $text : undef)
            : $kind eq "repeat" ? ($more eq "+" || $text =~ /(\d{3,})/ && $1 > 255 ? undef : $text . $more)
            : $kind eq "char" && $text =~ /[\]{}]/ ? "\\$text" : $text;
        return undef unless defined $same;
        $there .= $same;
    }
    return $there;
}

# The length of the longest literal that every match must have, of the parts up to a bracket.
sub literal {
    my ($parts) = @_;
    my ($least, $best, $run) = (undef, 0, 0);
    while (my $part = shift @$parts) {
        my ($kind, $text) = @$part;
        last if $kind eq ")";
        if ($kind eq "|") {
            $least = $best if !defined $least || $best < $least;
            ($best, $run) = (0, 0);
            next;
        }
        next if $kind eq "^" || $kind eq "\$" || $kind eq "escape" && $text =~ /^\\[bB]$/;
        my $char = $kind eq "char" || $kind eq "escape" && $text =~ /^\\(?:\W|x.+)$/;
        my $inner = $kind eq "open" ? literal($parts) : $char ? 1 : 0;
        $inner = 0 if $kind eq "open" && $text =~ /^\(\?(?:<?[=!]|[a-z-]+\))/;
        my $repeat = @$parts && $parts->[0][0] eq "repeat" ? (shift @$parts)->[1] : "";
        $inner = 0 if $repeat =~ /^(?:[*?]|\{0)/;
        $run = $char && $inner ? $run + 1 : 0;
        $best = $_ > $best ? $_ : $best for $run, $inner;
        $run = $inner if $char && $repeat ne "";
        $run = 0 if $repeat =~ /^[*?]|^\{0/;
    }
    return !defined $least || $best < $least ? $best : $least;
}

# The pattern with other words: vowels and consonants rotate.
sub varied {
    my ($copy, @parts) = @_;
    my ($vowels, $consonants) = ("aeiou", "bcdfghjklmnpqrstvwxz");
    my $rotated = sub {
        my ($letter, $ring, $by) = @_;
        my $at = index $ring, lc $letter;
        return undef if $at < 0;
        my $other = substr $ring, ($at + $by) % length $ring, 1;
        return $letter eq lc $letter ? $other : uc $other;
    };
    return join "", map {
        $_->[0] eq "char" ? $rotated->($_->[1], $vowels, $copy % 5) // $rotated->($_->[1], $consonants, int($copy / 5)) // $_->[1]
            : join "", @$_[1 .. $#$_]
    } @parts;
}

my @rules = grep { $_->[4] eq "\\N" } map { chomp; [split /\t/, $_, -1] } <STDIN>;
die "no rules\n" unless @rules;
$wanted //= @rules;
for my $i (0 .. $wanted - 1) {
    my $copy = int($i / @rules);
    my ($name, $label, $pattern, $flags) = @{$rules[$wanted < @rules ? int($i * @rules / $wanted) : $i % @rules]};
    # as it was before COPY's form
    $pattern =~ s/\\\\/\\/g;
    my @parts = parts($pattern);
    $pattern = varied($copy, @parts), $name .= "_$copy" if $copy;
    my $there = pattern_there($flags, @parts);
    my @values = ($name, $label, $pattern, $flags, $there, literal([@parts]) >= 2 ? "t" : "f");
    print join("\t", map { defined $_ ? s/\\/\\\\/gr : "\\N" } @values), "\n";
}
