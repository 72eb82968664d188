#!/usr/bin/perl
# seeds.pl DIRECTORY FILE.sql …: writes the literals of the tests as inputs to begin with, a file
# each: one/ alone, two/ with the next literal behind a zero byte and the other way round,
# receive/ as messages for each type, rules/ rules with a document, roaring/ Roaring bitmaps.
use strict;
use warnings;
use Digest::MD5 'md5_hex';
use Encode 'encode_utf8';

my ($directory, @files) = @ARGV;
my %types = (tagpath => 0, tagset => 1, tagquery => 2, factverdict => 3, factlabel => 4, labelset => 5, ruleset => 6, tagtaxonomy => 7, labelpolicy => 8, idset => 9, claimstats => 10, claimquery => 11);
mkdir "$directory/$_" for qw(one two receive rules roaring);

sub seed {
	my ($kind, $bytes) = @_;
	return if length $bytes > 4096;
	open my $out, '>:raw', "$directory/$kind/" . md5_hex($bytes) or die $!;
	print $out $bytes;
	close $out;
}

sub literal {
	my ($kind, $text) = @_;
	$text =~ s/''/'/g;
	my %escape = (n => "\n", t => "\t", r => "\r", b => "\b", f => "\f");
	$text =~ s/\\(?:x([0-9A-Fa-f]{1,2})|u([0-9A-Fa-f]{4})|(.))/defined $1 ? chr hex $1 : defined $2 ? encode_utf8(chr hex $2) : $escape{$3} \/\/ $3/gse if $kind =~ /^e$/i;
	$text =~ s/\\(?:\+([0-9A-Fa-f]{6})|([0-9A-Fa-f]{4}))/encode_utf8(chr hex($1 \/\/ $2))/ge if $kind =~ /^u&$/i;
	return $text;
}

for my $file (@files) {
	open my $in, '<:raw', $file or die "$file: $!";
	my $text = do { local $/; <$in> };
	my $before;
	while ($text =~ /(?:\b([eE]|[uU]&))?'((?:[^'\\]|\\.|'')*)'(?:::(\w+))?/gs) {
		my $seed = literal($1 // '', $2);
		my $type = $types{$3 // ''};
		seed('one', $seed);
		seed('receive', chr($_) . "\x01$seed") for defined $type ? $type : 0 .. 11;
		if (defined $before) {
			seed('two', "$before\0$seed");
			seed('two', "$seed\0$before");
			seed('rules', "$seed\0$before");
		}
		$before = $seed;
	}
}

# 32-bit bitmaps of an array, of runs, and of both; and two of them in one of 64 bits
my $array = pack 'V2 v2 V v3', 12346, 1, 0, 2, 16, 1, 2, 7;
my $runs  = pack 'v2 C v2 v5', 12347, 0, 1, 0, 11, 2, 1, 9, 65534, 1;
my $both  = pack 'v2 C v8 V4 v v v2 v v2', 12347, 3, 2, 0, 0, 1, 4, 2, 0, 9, 1, 37, 39, 45, 47, 5, 1, 1, 4, 6, 7, 8;
seed('roaring', $_) for $array, $runs, $both, (pack 'Q< V a* V a*', 2, 0, $array, 4294967295, $runs), (pack 'Q<', 0);

my @rules = ('slur: /\b(foo|bar)s?\b/ -> hate/slur[score=0.9]', 'chip: /疫苗.{0,8}(晶片|自閉症)/ & !/謠言|查核|闢謠/ -> misinfo/vaccine[score=0.7]',
	'threat: 2 of (/\bkill\b/i, /\bburn\b/i, /\btonight\b/i) -> threat/violence', 'spam: title ~ /free crypto/i & account_age < 3 -> spam/crypto, review',
	"fold: casefold, invisible, hans # c\nby: auto/rules/v7\na: /ha+te/ & /\\w{3,}\$/ms -> x[until=2026-12-31; deny]\nb: a.b = \"x\" | c != null -> y");
my @documents = ('foos and bars', '疫苗裡有晶片', 'kill and burn tonight', '{"title": "Free crypto", "account_age": 2}', '{"a": {"b": ["x", 1]}, "c": true}', "HAAATE\nＨ4te h a t e");
for my $rules (@rules) {
	seed('one', $rules);
	seed('rules', "$rules\0$_") for @documents;
}
for my $pattern ('a(?=b)|\bc', '(a+)+$', '(?<n>x)\k<n>', '[[:alpha:]]{2,5}?', '(?i)straße|ſ', '(?<=a)b(?!c)', '\p{Han}+', '(?>a|ab)c', '(?1)(a|b)', '^.*$', '[^a-z]+\x{20}', '(?|(a)|(b))\1', 'k\x{17F}', '\R\X\h\K.', '(*SKIP)a|b', '(?x) a b # c', '(?s:.)\N', '(?(?=a)ab|c)') {
	seed('rules', "$pattern\0$_\0i") for @documents, 'aab abc ab', 'STRASSE ſtraße KELVIN';
}
