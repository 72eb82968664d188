#!/usr/bin/perl
# Prints a psql script as `postgres --single -j` takes it: a statement ends with a semicolon and an
# empty line. psql's commands are left out, \set put into effect; statements that need more of psql
# (\gset, COPY FROM stdin) are left out too, and so is a megabyte of brackets: PostgreSQL 15 does not
# check the depth of the stack in single-user mode.
use strict;
use warnings;

local $/;
my $text = <>;
my %variable;
my $statement = '';
for ($text) {
	until (/\G\z/gc) {
		if (/\G(?:--[^\n]*|\/\*.*?\*\/)/gcs) { next }
		if ($statement =~ /^\s*$/ && /\G\s*\\set[ ]+(\w+)[ ]*([^\n]*)/gc) {
			my ($name, $value) = ($1, $2);
			$value =~ s/'((?:[^']|'')*)'|:'?(\w+)'?|[ ]+/defined $1 ? $1 =~ s,'',',gr : defined $2 ? $variable{$2} \/\/ '' : ''/ge;
			$variable{$name} = $value;
			next;
		}
		if (/\G\\g\w*[^\n]*/gc) { $statement = ''; next }
		if (/\G\\[^\n]*/gc) { next }
		if (/\G;/gc) {
			$statement =~ s/^\s+//;
			$statement =~ s/\n\s*\n/\n/g;
			print "$statement;\n\n" if $statement ne '' && $statement !~ /FROM\s+stdin|repeat\('\[', 1000000\)/i;
			$statement = '';
			next;
		}
		# strings and quoted names are copied whole
		if (/\G(?:(?<=[eE])'(?:[^'\\]|\\.|'')*'|'(?:[^']|'')*'|"[^"]*"|(\$\w*\$).*?\1)/gcs) {
			$statement .= $&;
			next;
		}
		if (/\G(?<!:):'(\w+)'/gc) { $statement .= "'" . ($variable{$1} // '') =~ s/'/''/gr . "'"; next }
		if (/\G(?<!:):([A-Za-z]\w*)/gc) { $statement .= $variable{$1} // ''; next }
		/\G./gcs;
		$statement .= $&;
	}
}
