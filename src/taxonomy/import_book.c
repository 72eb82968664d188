/*
 * import_book.c
 *	  The book that an importer writes; see import_book.h.
 */
#include "taxonomy/import_book.h"

#include "ascii.h"
#include "taxonomy/term_attribute.h"
#include "text/language.h"
#include "text/line_value.h"
#include "text/path.h"

static const char *const limit_hint = "Import it in parts, and join them with ||.";

ImportBook *
import_begin(const char *format, const char *root, int rootlen, const char *lang)
{
	ImportBook *book = palloc0(sizeof(ImportBook));
	int			parent = path_parent(root, rootlen);

	book->place.format = format;
	book->language = language_tag(lang);
	if (!book->language)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("invalid language tag: \"%s\"", lex_clip(lang)),
				 errhint("Write the language of the names as en or zh-Hant.")));
	memcpy(book->root.path, root, rootlen);
	book->root.len = rootlen;
	book->codes = book->root;
	if (rootlen + 3 > FACTAG_MAX_PATH || rootlen + 3 - (parent > 0 ? parent + 1 : 0) > FACTAG_MAX_SEGMENT)
		import_fail(&book->place, ERRCODE_PROGRAM_LIMIT_EXCEEDED, "The codes are aliases below it: import into iab to get iab-id/441.",
					"the root is too long to have \"-id\" appended");
	memcpy(book->codes.path + rootlen, "-id", 3);
	book->codes.len += 3;
	book->builder = tree_begin(64, NULL, 0);
	book->size = 64;
	book->tags = palloc0(sizeof(ImportTag) * book->size);
	return book;
}

void
import_path_root(const ImportBook *book, ImportPath *path)
{
	*path = book->root;
}

void
import_path_add(ImportBook *book, ImportPath *path, ImportName name)
{
	if (path->len + 1 + name.len > FACTAG_MAX_PATH)
		import_fail(&book->place, ERRCODE_PROGRAM_LIMIT_EXCEEDED, NULL, "the path of the tag has more than %d bytes", FACTAG_MAX_PATH);
	path->path[path->len++] = FACTAG_SEPARATOR;
	memcpy(path->path + path->len, name.segment, name.len);
	path->len += name.len;
}

uint32
import_number(ImportBook *book, const ImportPath *path)
{
	uint32		number = tree_add(book->builder, path->path, path->len, 0);
	uint32		count = tree_builder_count(book->builder);

	if (count > FACTAG_MAX_TAXONOMY_NAMES)
		import_fail(&book->place, ERRCODE_PROGRAM_LIMIT_EXCEEDED, limit_hint,
					"the taxonomy would have more than %d names", FACTAG_MAX_TAXONOMY_NAMES);
	if (count > book->size)
	{
		uint32		size = Max(book->size * 2, count);

		book->tags = repalloc_huge(book->tags, sizeof(ImportTag) * (Size) size);
		memset(book->tags + book->size, 0, sizeof(ImportTag) * (Size) (size - book->size));
		book->size = size;
	}
	return number;
}

/* Appends a tag to those that have a line. */
static void
add_line(ImportBook *book, ImportOrder *order, uint32 tag)
{
	if (book->terms.n + book->links.n >= FACTAG_MAX_TAXONOMY_LINES)
		import_fail(&book->place, ERRCODE_PROGRAM_LIMIT_EXCEEDED, limit_hint,
					"the taxonomy would have more than %d lines", FACTAG_MAX_TAXONOMY_LINES);
	if (order->n == order->size)
	{
		order->size = Max(64, order->size * 2);
		order->tags = order->n ? repalloc_huge(order->tags, sizeof(uint32) * (Size) order->size) :
			palloc(sizeof(uint32) * order->size);
	}
	order->tags[order->n++] = tag;
}

/* Appends an item. */
static ImportItem *
add_item(ImportItems *items)
{
	ImportItem *item = palloc0(sizeof(ImportItem));

	if (items->last)
		items->last->next = item;
	else
		items->first = item;
	items->last = item;
	items->n++;
	return item;
}

/* Remembers where a tag is declared. */
static void
mark(ImportBook *book, uint32 tag, ImportKind kind)
{
	book->tags[tag].kind = kind;
	book->tags[tag].place = book->place;
}

bool
import_declare(ImportBook *book, uint32 tag)
{
	if (import_declared(book, tag))
		return false;
	mark(book, tag, IMPORT_TERM);
	add_line(book, &book->terms, tag);
	return true;
}

bool
import_declared(const ImportBook *book, uint32 tag)
{
	return book->tags[tag].kind != IMPORT_UNUSED;
}

/* Finds an attribute of a tag. */
static ImportItem *
find_attribute(const ImportBook *book, uint32 tag, const char *name)
{
	for (ImportItem *item = book->tags[tag].attributes.first; item; item = item->next)
	{
		if (strcmp(item->name, name) == 0)
			return item;
	}
	return NULL;
}

/* Refuses a value that is too long. */
static void
check_length(ImportBook *book, const char *name, int len)
{
	if (len > LINE_MAX_VALUE)
		import_fail(&book->place, ERRCODE_PROGRAM_LIMIT_EXCEEDED, "Shorten it in the document.",
					"the value of %s has more than %d bytes", name, LINE_MAX_VALUE);
}

/* Adds an attribute that the tag does not have. */
static void
add_attribute(ImportBook *book, uint32 tag, const char *name, const char *value, int len)
{
	ImportItems *attributes = &book->tags[tag].attributes;
	ImportItem *item;

	if (attributes->n == FACTAG_MAX_VALUES)
		import_fail(&book->place, ERRCODE_PROGRAM_LIMIT_EXCEEDED, NULL, "the tag has more than %d attributes", FACTAG_MAX_VALUES);
	item = add_item(attributes);
	item->name = pstrdup(name);
	item->text = value ? pnstrdup(value, len) : NULL;
	item->len = len;
}

void
import_attribute(ImportBook *book, uint32 tag, const char *name, const char *value, int len)
{
	ImportItem *item;

	if (value)
	{
		import_trim(&value, &len);
		if (len == 0)
			return;
		check_length(book, name, len);
		value = import_clean(value, len);
	}
	item = find_attribute(book, tag, name);
	if (!item)
		add_attribute(book, tag, name, value, len);
	else if (!value != !item->text || (value && (len != item->len || memcmp(value, item->text, len) != 0)))
		import_comment(book, tag, "also %s%s%s", name, value ? "=" : "", value ? value : "");
}

void
import_other(ImportBook *book, uint32 tag, const char *name, int namelen, const char *value, int len)
{
	char		key[2 + LINE_MAX_KEY + 1] = "x-";
	int			n = 2;

	for (int i = 0; i < namelen && n < 2 + LINE_MAX_KEY; i++)
	{
		unsigned char c = name[i];

		if (ascii_is_word(c) || c == '.')
			key[n++] = pg_ascii_tolower(c);
		else if (n > 2 && key[n - 1] != '-')
			key[n++] = '-';
	}
	while (n > 2 && key[n - 1] == '-')
		n--;
	key[n] = '\0';
	import_attribute(book, tag, n > 2 ? key : "x-other", value, len);
}

/* The language as an attribute's name has it; if it is none, a comment tells the text and the result is NULL. */
static const char *
attribute_language(ImportBook *book, uint32 tag, const char *lang, const char *value)
{
	const char *language = lang && *lang ? language_tag(lang) : book->language;

	if (!language)
		import_comment(book, tag, "in language \"%s\": %s", import_clip(lang, strlen(lang)), value);
	return language;
}

void
import_title(ImportBook *book, uint32 tag, const char *lang, const char *value, int len)
{
	const char *language;
	const char *name;
	ImportItem *item;

	import_trim(&value, &len);
	if (len == 0)
		return;
	value = import_clean(value, len);
	language = attribute_language(book, tag, lang, value);
	if (!language)
		return;
	name = psprintf("title-%s", language);
	item = find_attribute(book, tag, name);
	if (item && (item->len != len || memcmp(item->text, value, len) != 0))
		import_alt(book, tag, language, value, len);
	else
		import_attribute(book, tag, name, value, len);
}

/* Whether one of the words between "|" is this one. */
static bool
has_word(const ImportItem *item, const char *word, int len)
{
	const char *end = item->text + item->len;

	for (const char *p = item->text; p <= end;)
	{
		const char *stop = memchr(p, '|', end - p);

		stop = stop ? stop : end;
		if (stop - p == len && memcmp(p, word, len) == 0)
			return true;
		p = stop + 1;
	}
	return false;
}

void
import_alt(ImportBook *book, uint32 tag, const char *lang, const char *value, int len)
{
	const char *language;
	const char *name;
	ImportItem *item;
	char	   *text;

	import_trim(&value, &len);
	if (len == 0)
		return;
	value = import_clean(value, len);
	language = attribute_language(book, tag, lang, value);
	if (!language)
		return;
	name = psprintf("alt-%s", language);
	item = find_attribute(book, tag, name);
	if (!item)
		import_attribute(book, tag, name, value, len);
	else if (!has_word(item, value, len))
	{
		check_length(book, name, item->len + 1 + len);
		text = palloc(item->len + 1 + len + 1);
		memcpy(text, item->text, item->len);
		text[item->len] = '|';
		memcpy(text + item->len + 1, value, len);
		text[item->len + 1 + len] = '\0';
		pfree(item->text);
		item->text = text;
		item->len += 1 + len;
	}
}

void
import_comment(ImportBook *book, uint32 tag, const char *fmt,...)
{
	const char *place = import_place_text(&book->place);
	StringInfoData out;
	va_list		args;

	initStringInfo(&out);
	if (place)
		appendStringInfo(&out, "%s: ", place);
	va_start(args, fmt);
	factag_append_va(&out, fmt, args);
	va_end(args);
	add_item(&book->tags[tag].comments)->text = pnstrdup(out.data, out.len);
	pfree(out.data);
}

void
import_again(ImportBook *book, uint32 tag)
{
	const char *before = import_place_text(&book->tags[tag].place);

	if (before)
		import_comment(book, tag, "the same name as %s", before);
	else
		import_comment(book, tag, "the same name again");
}

void
import_remark(ImportBook *book, const char *s, int len)
{
	import_trim(&s, &len);
	add_item(&book->head)->text = psprintf("# %s", import_clean(s, len));
}

void
import_line(ImportBook *book, const char *line)
{
	add_item(&book->head)->text = pstrdup(line);
}

uint32
import_code(ImportBook *book, uint32 tag, const char *what, const char *code, int len)
{
	ImportPath	path = book->codes;
	ImportTag  *alias;
	uint32		number;

	import_trim(&code, &len);
	if (len == 0)
		return TREE_NONE;
	import_path_add(book, &path, import_fold(&book->place, what, code, len));
	number = import_number(book, &path);
	alias = &book->tags[number];
	if (alias->kind == IMPORT_UNUSED)
	{
		import_alias(book, number, tag);
		return number;
	}
	if (alias->targets.first->target != tag)
		import_comment(book, tag, "the %s \"%s\" is also that of %s, and stands for that", what, import_clip(code, len),
					   import_place_text(&alias->place));
	return TREE_NONE;
}

void
import_alias(ImportBook *book, uint32 tag, uint32 target)
{
	if (book->tags[tag].kind == IMPORT_UNUSED)
	{
		mark(book, tag, IMPORT_ALIAS);
		add_line(book, &book->links, tag);
	}
	add_item(&book->tags[tag].targets)->target = target;
}

void
import_implies(ImportBook *book, uint32 tag, uint32 target)
{
	if (!book->tags[tag].targets.first)
		add_line(book, &book->links, tag);
	add_item(&book->tags[tag].targets)->target = target;
}
