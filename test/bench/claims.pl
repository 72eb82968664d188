#!/usr/bin/perl
# Makes claims of Debian's descriptions, and posts that resemble claims:
#   perl claims.pl 60000 1000 FOLDER ENGLISH [CHINESE]
# ENGLISH and CHINESE are files of descriptions (Translation-en and the like, or apt-cache dumpavail). Writes
# FOLDER/claim.copy (id, body) and FOLDER/post.copy (id, kind, claim, body). If there are fewer descriptions than claims
# wanted, the rest are copies with other words. The same input makes the same output.
use strict;
use warnings;
use utf8;

my ($claims, $posts, $folder, @files) = @ARGV;
my (%seen, @around);
srand 20;

sub chance { rand() < $_[0] }
sub any(\@) { $_[0][int rand @{$_[0]}] }

# A description as one line of at most so many characters: the synopsis and the first paragraph. Second paragraphs are text to put around claims.
sub line {
    my ($record, $most) = @_;
    my ($description) = $record =~ /^Description(?:-(?!md5)\w+)?: (.*?)(?=^\S|\z)/ms or return;
    my ($synopsis, $rest) = split /\n/, $description, 2;
    my ($paragraph, $second) = split /^ \.$/m, $rest // "";
    push @around, shortened($second, $most) if defined $second && length $second >= 80;
    return shortened(join(" ", grep { /\S/ } $synopsis, $paragraph // ""), $most);
}

sub shortened {
    my ($text, $most) = @_;
    $text =~ s/\s+/ /g;
    $text =~ s/^ | $//g;
    # Chinese has no blanks where a line ends
    $text =~ s/(?<=[\p{Han}，。、]) (?=\p{Han})//g;
    return $text if length $text <= $most;
    $text = substr $text, 0, $most;
    # at a blank, if there is one near
    $text =~ s/ \S{0,20}\z//;
    return $text;
}

# The lines of a file, each once, in an order of chance.
sub read_lines {
    my ($file, $most) = @_;
    local $/ = "";
    open my $in, "<:utf8", $file or die "$file: $!\n";
    my @lines = grep { defined && length >= 20 && !$seen{$_}++ } map { line($_, $most) } <$in>;
    for my $i (reverse 1 .. $#lines) {
        my $j = int rand($i + 1);
        @lines[$i, $j] = @lines[$j, $i];
    }
    return @lines;
}

my @english = read_lines($files[0], 240);
die "no descriptions in $files[0]\n" unless @english;
# one-line descriptions have no second paragraph
my @surroundings = @around ? @around : @english;
my @chinese = @files > 1 ? read_lines($files[1], 100) : ();
# words and characters as frequent as they are
my @words = map { split / / } @english[0 .. (@english < 20000 ? $#english : 19999)];
my @characters = map { split // } @chinese;

# What posts make of a claim.
my %english_kind = (
    'words dropped, 40 %' => sub { join " ", grep { !chance(0.4) } split / /, $_[0] },
    'words replaced, 30 %' => sub { join " ", map { chance(0.3) ? any(@words) : $_ } split / /, $_[0] },
    'words in another order' => sub { my $i; join " ", map { $_->[1] } sort { $a->[0] <=> $b->[0] } map { [$i++ + 8 * rand, $_] } split / /, $_[0] },
    'the first 60 %' => sub { substr $_[0], 0, int(0.6 * length $_[0]) },
    'half of it in other text' => sub { my @part = split / /, $_[0]; join " ", any(@surroundings), @part[@part / 4 .. 3 * @part / 4 - 1], any(@surroundings) },
    'misspelled, 40 % of the words' => sub { join " ", map { chance(0.4) ? misspelled($_) : $_ } split / /, $_[0] },
);
my %chinese_kind = (
    'Chinese, the first 60 %' => sub { substr $_[0], 0, int(0.6 * length $_[0]) },
    'Chinese, characters lost, 15 %' => sub { join "", grep { !chance(0.15) } split //, $_[0] },
);

# A word with one letter lost, doubled, or in its neighbour's place.
sub misspelled {
    my ($word) = @_;
    return $word if length $word < 4;
    my $at = 1 + int rand(length($word) - 2);
    my $how = int rand 3;
    substr($word, $at, 2) = $how == 0 ? substr $word, $at, 1 : $how == 1 ? substr($word, $at, 1) x 2 . substr($word, $at + 1, 1) : reverse substr $word, $at, 2;
    return $word;
}

sub copy_text { $_[0] =~ s/\\/\\\\/gr =~ s/\t/ /gr }

# A share of the claims is Chinese, as far as there are any.
my $of_chinese = @chinese < $claims / 10 ? @chinese : int($claims / 10);
my $of_english = @english < $claims - $of_chinese ? @english : $claims - $of_chinese;
my @claim = (@english[0 .. $of_english - 1], @chinese[0 .. $of_chinese - 1]);

open my $claim_file, ">:utf8", "$folder/claim.copy" or die "$folder: $!\n";
for my $id (1 .. $claims) {
    my $text = $claim[$id - 1];
    if (!defined $text) {
        $text = $claim[($id - 1) % @claim];
        # a Chinese text is one word to split: characters of it are replaced by those of others
        $text = $text =~ /\p{Han}/ ? join "", map { chance(0.5) ? any(@characters) : $_ } split //, $text
              : join " ", map { chance(0.5) ? any(@words) : $_ } split / /, $text;
    }
    print $claim_file "$id\t", copy_text($text), "\n";
}

open my $post_file, ">:utf8", "$folder/post.copy" or die "$folder: $!\n";
my @kinds = (sort(keys %english_kind), $of_chinese ? sort keys %chinese_kind : ());
for my $id (1 .. $posts) {
    my $kind = $kinds[$id % @kinds];
    my $of = $english_kind{$kind} ? 1 + int rand $of_english : 1 + $of_english + int rand $of_chinese;
    my $text = ($english_kind{$kind} // $chinese_kind{$kind})->($claim[$of - 1]);
    print $post_file "$id\t$kind\t$of\t", copy_text($text), "\n";
}
