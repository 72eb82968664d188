# Checks the include graph of src/: includes.pl SOURCE_FOLDER. Own headers are included by their full path
# from src/, a room includes only rooms below it, and no files include each other in a circle (a .c file
# and the header of its name count as one). Also that no file is longer than 500 lines.
use strict;
use warnings;

# the rooms from the ground up, as CONTRIBUTING.md lists them; those of one row do not know each other
my @floors = (
    [qw(factag compat ascii byte_range keyed_hash memo union_aggregate)],
    [qw(text pcre prefilter usertable consensus)],
    [qw(query evasion verdict idset claim)],
    [qw(tagpath)],
    [qw(tagset)],
    [qw(label rollup taxonomy)],
    [qw(rules planner index policy audience identity)],
    [qw(exchange)],
    [qw(module version)]);

my $src = shift or die "usage: includes.pl SOURCE_FOLDER\n";
my (%floor, %uses, $failed);
for my $i (0 .. $#floors) { $floor{$_} = $i for @{ $floors[$i] } }

sub fault
{
    print "@_\n";
    $failed = 1;
    return;
}

# a file's room: its folder, or its own name for what stands in src/ itself
sub room
{
    my ($file) = @_;
    return $file =~ m{^(\w+)/} ? $1 : $file =~ s/\.\w+$//r;
}

my @files = sort map { s{^\Q$src\E/}{}r } glob "$src/*.[ch] $src/*/*.[ch]";
die "no sources in $src\n" unless @files;
for my $file (grep { !/_data\.h$/ } @files)
{
    my $room = room($file);
    fault("$file: room \"$room\" is not in the list of test/includes.pl") unless defined $floor{$room};
    open my $in, '<', "$src/$file" or die "$src/$file: $!\n";
    while (<$in>)
    {
        next unless /^\s*#\s*include\s+"([^"]+)"/;
        my $header = $1;
        # the server's own headers are not in src/
        if (!-e "$src/$header")
        {
            my ($dir) = $file =~ m{^(\w+/)};
            fault("$file:$.: include \"$dir$header\" by its full path from src/") if $dir && -e "$src/$dir$header";
            next;
        }
        my $other = room($header);
        fault("$file:$.: room $room must not use room $other, which is not below it")
          if $room ne $other && ($floor{$other} // 0) >= ($floor{$room} // 0) && !($floor{$other} == 0 && $floor{$room} == 0);
        my ($from, $to) = map { s/\.\w+$//r } $file, $header;
        $uses{$from}{$to} = 1 if $from ne $to;
    }
    fault("$file has $. lines, more than 500") if $. > 500;
    close $in;
}

# a depth-first search: 1 while a file's includes are followed, 2 when they are done
my %state;

sub follow
{
    my ($unit, @path) = @_;
    return if ($state{$unit} // 0) == 2;
    if ($state{$unit})
    {
        shift @path while $path[0] ne $unit;
        return fault('a circle: ' . join ' -> ', @path, $unit);
    }
    $state{$unit} = 1;
    follow($_, @path, $unit) for sort keys %{ $uses{$unit} || {} };
    $state{$unit} = 2;
    return;
}
follow($_) for sort keys %uses;
exit($failed ? 1 : 0);
