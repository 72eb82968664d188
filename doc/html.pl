#!/usr/bin/perl
# Writes the reference as one HTML page, with the contents beside it and a field that searches it: `make html`.
#   perl doc/html.pl doc/reference.md > reference.html
# The Markdown is rendered by cmark-gfm (Debian: cmark-gfm). The page needs nothing from elsewhere.
use strict;
use warnings;

my ($source) = @ARGV;
open my $in, '-|', 'cmark-gfm', '--extension', 'table', '--unsafe', $source or die "cmark-gfm: $! (Debian: apt-get install cmark-gfm)\n";
my $html = do { local $/; <$in> };
close $in or die "cmark-gfm failed\n";

# The anchors that GitHub makes of headings, so that links within the page and from elsewhere meet them.
my %anchors;
sub anchor {
    my ($heading) = @_;
    my $anchor = lc $heading =~ s/<[^>]*>//gr;
    $anchor =~ s/&\w+;|[^\w\- ]//g;
    $anchor =~ tr/ /-/;
    my $n = $anchors{$anchor}++;
    return $n ? "$anchor-$n" : $anchor;
}
$html =~ s{<h([1-6])>(.*?)</h\1>}{my ($level, $text) = ($1, $2); "<h$level id=\"" . anchor($text) . "\">$text</h$level>"}ge;
# each function's row has an anchor of its own: #tagset_put
my %row;
$html =~ s{<tr>\n<td><code>(\w+)\(}{$row{$1}++ ? "<tr>\n<td><code>$1(" : "<tr id=\"fn-$1\">\n<td><code>$1("}ge;
# other documents lie in doc/, beside the folder of the page
$html =~ s{href="(\w[\w/.-]*\.md)}{href="../doc/$1}g;
my ($contents) = $html =~ m{(<ul>.*?</ul>)}s;
$html =~ s{<ul>.*?</ul>}{}s;

print <<"PAGE";
<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>factag: reference</title>
<style>
:root { color-scheme: light dark; --line: #8884; --soft: #8881; }
body { margin: 0; font: 16px/1.5 system-ui, sans-serif; display: grid; grid-template-columns: 20rem minmax(0, 60rem); gap: 2rem; }
nav { position: sticky; top: 0; height: 100vh; overflow: auto; padding: 1rem; border-right: 1px solid var(--line); font-size: 14px; box-sizing: border-box; }
nav ul { padding-left: 0; list-style: none; } nav li { margin-bottom: .5rem; }
main { padding: 1rem 1rem 4rem; }
input { width: 100%; box-sizing: border-box; font: inherit; padding: .4rem; }
pre { overflow: auto; background: var(--soft); padding: .7rem; } code { font-size: 90%; }
table { border-collapse: collapse; display: block; overflow: auto; } td, th { border: 1px solid var(--line); padding: .25rem .5rem; text-align: left; vertical-align: top; }
:target { outline: 2px solid #36c; } .hit { background: #fd06; }
\@media (max-width: 60rem) { body { display: block; } nav { position: static; height: auto; border: 0; } }
\@media print { nav { display: none; } body { display: block; } }
</style>
</head>
<body>
<nav>
<label>Search <input type="search" id="search" placeholder="tagset_put, weight, as of …" autocomplete="off"></label>
<ol id="hits"></ol>
$contents
</nav>
<main>
$html
</main>
<script>
// Every row of a table and every paragraph is a hit if it has all the words; a function by that name comes first.
const places = [...document.querySelectorAll('main tr, main p, main li, main h2, main h3')].map((place) => ({ place, text: place.textContent.toLowerCase() }));
const field = document.getElementById('search'), list = document.getElementById('hits');
field.addEventListener('input', () => {
  document.querySelectorAll('.hit').forEach((hit) => hit.classList.remove('hit'));
  list.replaceChildren();
  const words = field.value.toLowerCase().split(/\\s+/).filter(Boolean);
  if (!words.length) return;
  const rank = ({ place, text }) => (text.startsWith(words[0]) ? 0 : place.matches('h2, h3') ? 1 : place.matches('tr') ? 2 : 3);
  const hits = places.filter(({ text }) => words.every((word) => text.includes(word))).sort((a, b) => rank(a) - rank(b)).slice(0, 40);
  hits.forEach(({ place }, i) => {
    place.classList.add('hit');
    place.id = place.id || `hit-\${i}`;
    const link = document.createElement('a');
    link.href = `#\${place.id}`;
    link.textContent = place.textContent.trim().replace(/\\s+/g, ' ').slice(0, 70);
    const item = document.createElement('li');
    item.append(link);
    list.append(item);
  });
});
</script>
</body>
</html>
PAGE
