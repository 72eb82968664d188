# What the bench's scripts share: backends, each behind a psql of its own, and tables in Markdown.
package Bench;

use strict;
use warnings;
use utf8;

use Exporter 'import';
use IPC::Open3;
use List::Util qw(max);

our @EXPORT_OK = qw(open_backend send_sql answer_of close_backend number markdown_table);

# --- backends ---------------------------------------------------------------------------

# psql ends at the first error; what is sent to it after that is lost, which must not end us
$SIG{PIPE} = 'IGNORE';

# Starts psql in a session of its own. Further variables of the environment follow psql's path;
# error messages go to $error, a file handle.
sub open_backend {
    my ($psql, $error, %environment) = @_;
    local @ENV{ keys %environment } = values %environment;
    my %backend;
    $backend{pid} = open3($backend{commands}, $backend{answers}, '>&' . fileno($error),
        $psql, '-X', '-q', '-A', '-t', '-F', "\t", '-v', 'ON_ERROR_STOP=1');
    $backend{commands}->autoflush(1);
    return \%backend;
}

# Sends one statement.
sub send_sql {
    my ($backend, $sql) = @_;
    print { $backend->{commands} } "$sql;\n";
    return;
}

# Returns the next line that a backend prints, undef where it failed.
sub answer_of {
    my ($backend) = @_;
    my $line = readline $backend->{answers};
    chomp $line if defined $line;
    return $line;
}

sub close_backend {
    my ($backend) = @_;
    close $backend->{commands};
    waitpid $backend->{pid}, 0;
    return;
}

# --- Markdown ---------------------------------------------------------------------------

# Formats a number in as many digits as mean something.
sub number {
    my ($n) = @_;
    return '–' unless defined $n;
    my $text = $n >= 100 || $n == int $n ? sprintf('%.0f', $n) : $n >= 10 ? sprintf('%.1f', $n)
        : $n >= 0.095 ? sprintf('%.2f', $n) : sprintf('%.1g', $n);
    1 while $text =~ s/^(\d+)(\d{3})/$1,$2/;
    return $text;
}

# Returns a table of a heading and rows, the first column to the left, all others to the right.
sub markdown_table {
    my ($head, @body) = @_;
    my @width = map { my $i = $_; max(map { length $_->[$i] } $head, @body) } 0 .. $#$head;
    my $line = sub {
        my @cells = @_;
        my @padded = map { my $gap = ' ' x ($width[$_] - length $cells[$_]); $_ ? $gap . $cells[$_] : $cells[$_] . $gap } 0 .. $#cells;
        return '| ' . join(' | ', @padded) . " |\n";
    };
    my $rule = join '|', map { $_ ? '-' x ($width[$_] + 1) . ':' : '-' x ($width[0] + 2) } 0 .. $#$head;
    return join '', $line->(@$head), "|$rule|\n", map { $line->(@$_) } @body;
}

1;
