#!/usr/bin/perl
# Reads SpamAssassin's rule files (20_drugs.cf …) and writes lines for COPY, one per rule that searches
# the body of a message for a pattern: name, label, pattern, flags, and the reason if it is left out.
# The pattern is written as factag expects it between slashes. Fails if there is no rule.
use strict;
use warnings;
use Encode qw(decode);

my %closing = ("{" => "}", "(" => ")", "[" => "]", "<" => ">");
my (%rule, @names);

# A value in COPY's text format.
sub copy_text {
    my ($text) = @_;
    return "\\N" unless defined $text;
    $text =~ s/\\/\\\\/g;
    $text =~ s/\t/\\t/g;
    return $text;
}

# The pattern with every unescaped slash escaped.
sub slashes_escaped {
    my ($pattern) = @_;
    $pattern =~ s{(\\.)|/}{$1 // "\\/"}gse;
    return $pattern;
}

for my $file (@ARGV) {
    my ($class) = $file =~ m{(?:.*/)?(?:\d+_)?(.*?)(?:_tests)?\.cf$} or next;
    $class =~ tr/_/-/;
    open my $in, "<:raw", $file or die "$file: $!\n";
    while (my $line = <$in>) {
        # most files are ASCII, some Latin-1, some UTF-8
        my $text = eval { decode("UTF-8", $line, Encode::FB_CROAK | Encode::LEAVE_SRC) } // decode("ISO-8859-1", $line);
        my ($name, $open, $rest) = $text =~ m{^\s*body\s+(\w+)\s+(?:(/)|m(\W))(.*)}s ? ($1, $2 // $3, $4) : next;
        my $close = quotemeta($closing{$open} // $open);
        my ($pattern, $flags) = $rest =~ m{^(.*)$close([a-z]*)\s*(?:\#.*)?$}s or next;
        # SpamAssassin's files escape a number sign, which would begin a comment
        $pattern =~ s/\\#/#/g;
        $pattern = slashes_escaped($pattern);
        my $left_out;
        $left_out = "flags" if $flags =~ /[^imsxn]/;
        # a plugin would fill in these; the file may also define the rule without them
        $left_out = "template" if $pattern =~ /<[A-Z][A-Z0-9]*>/;
        next if $rule{$name} && $left_out;
        push @names, $name unless $rule{$name};
        $rule{$name} = [lc $name, "spam/$class", $pattern, $flags, $left_out];
    }
}
binmode STDOUT, ":utf8";
my %seen;
for my $name (@names) {
    $rule{$name}[4] //= "name" if $seen{lc $name}++;
    print join("\t", map { copy_text($_) } @{$rule{$name}}), "\n";
}
exit(@names ? 0 : 1);
