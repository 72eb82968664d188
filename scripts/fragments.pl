# Prints fragments of the install script with their templates expanded: fragments.pl FILE...
#
# A fragment names a template, by its path from the root of the tree, and gives its values, each on a
# line of its own:
#
#     --@ src/index/comparison.sql.in
#     --@     type   tagpath
#     --@     same   the same path
#
# The template's text is printed in their place, with every @name@ replaced by its value. A template
# begins with a comment, which is not printed. Its lines that begin with --@ are default values, which
# may name other values. An empty value also removes the white space before it.
use strict;
use warnings;

use FindBin;

my $value_line = qr/^--@\s+(\w+)(?:\s+(.*?))?\s*$/;

# The defaults and the text of a template.
sub template
{
	my ($name) = @_;
	open my $in, '<', "$FindBin::Bin/../$name" or die "$name: $!\n";
	my (%defaults, $text);
	while (my $line = <$in>)
	{
		if (defined $text || $line !~ /^--/)
		{
			$text .= $line;
		}
		elsif ($line =~ $value_line)
		{
			$defaults{$1} = $2 // '';
		}
	}
	return (\%defaults, $text);
}

sub expand
{
	my ($name, $given) = @_;
	my ($defaults, $text) = template($name);
	my %value = (%$defaults, %$given);
	my %used;

	# Values may name values: again and again, until none is left.
	while ($text =~ /@(\w+)@/)
	{
		my $key = $1;
		die "$name needs a value for $key\n" unless exists $value{$key};
		die "$name: the value of $key names itself\n" if $value{$key} =~ /\@$key\@/;
		$used{$key} = 1;
		if ($value{$key} eq '') { $text =~ s/\s*\@$key\@//g }
		else                    { $text =~ s/\@$key\@/$value{$key}/g }
	}
	for my $key (sort keys %$given)
	{
		die "$name has no value $key\n" unless $used{$key};
	}
	return $text;
}

for my $file (@ARGV)
{
	open my $in, '<', $file or die "$file: $!\n";
	my @lines = <$in>;
	while (defined(my $line = shift @lines))
	{
		if ($line =~ /^--@ (\S+)$/)
		{
			my ($name, %given) = ($1);
			while (@lines && $lines[0] =~ $value_line)
			{
				$given{$1} = $2 // '';
				shift @lines;
			}
			$line = eval { expand($name, \%given) } // die "$file: $@";
		}
		print $line;
	}
}
