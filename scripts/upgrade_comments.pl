#!/usr/bin/perl
# Brings the comments of an upgrade script up to date:
#   upgrade_comments.pl OLD_INSTALL NEW_INSTALL UPGRADE
# Replaces all that follows the line "-- changed comments" in UPGRADE by the COMMENT ON statements of
# NEW_INSTALL that OLD_INSTALL has with another text. What UPGRADE creates has its comments above that
# line. Prints how many there are. `make upgrade-comments` names the files.
use strict;
use warnings;

my ($old_file, $new_file, $upgrade_file) = @ARGV;
die "usage: upgrade_comments.pl OLD_INSTALL NEW_INSTALL UPGRADE\n" unless defined $upgrade_file;
my $heading = "-- changed comments\n";

sub slurp {
    my ($name) = @_;
    open my $file, '<', $name or die "$name: $!\n";
    local $/ = undef;
    return scalar readline $file;
}

# Returns the comments of a script in their order: [ object, quoted text ].
sub comments {
    my ($sql) = @_;
    my @comments;
    while ($sql =~ /^COMMENT ON (.+?) IS\s+('(?:[^']|'')*');/mg) {
        my ($object, $text) = ($1, $2);
        push @comments, [ $object =~ s/\s+/ /gr, $text ];
    }
    return @comments;
}

my %old = map { @$_ } comments(slurp($old_file));
my @changed = grep { exists $old{ $_->[0] } && $old{ $_->[0] } ne $_->[1] } comments(slurp($new_file));

my $upgrade = slurp($upgrade_file);
$upgrade =~ s/\n*^\Q$heading\E.*\z//ms;
$upgrade =~ s/\n*\z/\n/;
$upgrade .= "\n$heading" . join('', map { "COMMENT ON $_->[0] IS $_->[1];\n" } @changed) if @changed;
open my $out, '>', $upgrade_file or die "$upgrade_file: $!\n";
print $out $upgrade;
close $out or die "$upgrade_file: $!\n";
print scalar(@changed), " comments changed\n";
