/*
 * import_google.c
 *	  Google's product categories; see import_google.h. The same list exists without IDs.
 */
#include "taxonomy/import_google.h"

#include "ascii.h"
#include "taxonomy/import_tsv.h"

/* Takes the ID and its dash from a line; false if it begins otherwise. */
static bool
take_id(TsvText *line, TsvText *id)
{
	int			n = 0;

	while (n < line->len && ascii_is_digit((unsigned char) line->s[n]))
		n++;
	*id = (TsvText) {line->s, n};
	if (n == 0 || line->len - n < 2 || memcmp(line->s + n, " -", 2) != 0 ||
		(line->len - n > 2 && line->s[n + 2] != ' '))
		return false;
	line->s += n + 2;
	line->len -= n + 2;
	return true;
}

/* Takes the next name of a path; line->s is NULL after the last. */
static TsvText
take_name(TsvText *line)
{
	const char *end = line->s + line->len;
	TsvText		name = *line;

	for (const char *p = line->s; end - p >= 3; p++)
	{
		if (memcmp(p, " > ", 3) == 0)
		{
			name.len = p - name.s;
			line->s = p + 3;
			line->len = end - line->s;
			return name;
		}
	}
	line->s = NULL;
	return name;
}

/* Adds the category of a line. An ancestor that has had no line is declared too, so that its title is kept. */
static void
add_category(ImportBook *book, TsvText line, const TsvText *id)
{
	ImportPath	path;

	import_path_root(book, &path);
	while (line.s)
	{
		TsvText		name = take_name(&line);
		uint32		tag;
		bool		first;

		import_path_add(book, &path, import_fold(&book->place, "name", name.s, name.len));
		tag = import_number(book, &path);
		first = import_declare(book, tag);
		if (first || !line.s)
			import_title(book, tag, NULL, name.s, name.len);
		if (line.s)
		{
			/* its own line may still come */
			if (first)
				book->tags[tag].place.line = 0;
			continue;
		}
		if (!first && book->tags[tag].place.line > 0)
			import_again(book, tag);
		book->tags[tag].place.line = book->place.line;
		if (id)
			import_code(book, tag, "ID", id->s, id->len);
	}
}

void
import_google(ImportBook *book, const char *document, int len)
{
	TsvLines	lines;
	TsvText		line;
	TsvText		id;
	int			first = 0;		/* line */
	bool		has_ids = false;

	tsv_init(&lines, document, len);
	while (tsv_next(&lines, &line))
	{
		import_at_line(&book->place, lines.number);
		import_trim(&line.s, &line.len);
		if (line.len == 0)
			continue;
		if (*line.s == '#')
		{
			import_remark(book, line.s + 1, line.len - 1);
			continue;
		}
		if (first == 0)
		{
			has_ids = take_id(&line, &id);
			first = lines.number;
		}
		else if (take_id(&line, &id) != has_ids)
			import_fail(&book->place, ERRCODE_INVALID_TEXT_REPRESENTATION, "Write each line as 166 - Apparel > Shoes, or each without an ID.",
						has_ids ? "there is no ID, but line %d has one" : "there is an ID, but line %d has none", first);
		add_category(book, line, has_ids ? &id : NULL);
	}
}
