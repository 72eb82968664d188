/*
 * import_print.c
 *	  The text of an importer's book; see import_print.h.
 */
#include "taxonomy/import_print.h"

#include "miscadmin.h"

#include "taxonomy/taxonomy_circle.h"
#include "taxonomy/taxonomy_compile.h"
#include "taxonomy/taxonomy_parse.h"
#include "text/path.h"
#include "text/quote.h"

/* Appends a path, each segment in quotes, which is always right. */
static void
print_path(StringInfo out, const ImportBook *book, uint32 tag)
{
	char		path[FACTAG_MAX_PATH];
	const char *end = path + tree_path(&book->tree, book->nodes[tag], path);

	for (const char *p = path; p < end;)
	{
		const char *stop = path_segment_end(p, end);

		if (p > path)
			appendStringInfoChar(out, '/');
		quote_text(out, p, stop - p);
		p = stop + 1;
	}
}

/* Appends attributes between brackets. */
static void
print_attributes(StringInfo out, const ImportItems *attributes)
{
	for (const ImportItem *item = attributes->first; item; item = item->next)
	{
		appendStringInfo(out, "%s%s", item == attributes->first ? " [" : "; ", item->name);
		if (!item->text)
			continue;
		appendStringInfoChar(out, '=');
		quote_text(out, item->text, item->len);
	}
	if (attributes->first)
		appendStringInfoChar(out, ']');
}

/* Appends the comment of a line, if there is one, and ends the line. */
static void
print_comment(StringInfo out, const ImportTag *tag, bool attributes)
{
	if (attributes || tag->comments.first)
		appendStringInfoString(out, "  #");
	if (attributes)
		print_attributes(out, &tag->attributes);
	for (const ImportItem *item = tag->comments.first; item; item = item->next)
		appendStringInfo(out, "%s %s", attributes || item != tag->comments.first ? ";" : "", item->text);
	appendStringInfoChar(out, '\n');
}

/* Refuses a text that the type would refuse, before it takes more memory. */
static void
check_text(ImportBook *book, StringInfo out)
{
	CHECK_FOR_INTERRUPTS();
	book->place.line = 0;
	book->place.what = NULL;
	if (out->len > FACTAG_MAX_TAXONOMY_TEXT)
		import_fail(&book->place, ERRCODE_PROGRAM_LIMIT_EXCEEDED, "Import it in parts, and join them with ||.",
					"the taxonomy would take more than %d bytes", FACTAG_MAX_TAXONOMY_TEXT);
}

/* Appends the text as the book stands. */
static void
print_book(ImportBook *book, StringInfo out)
{
	for (const ImportItem *item = book->head.first; item; item = item->next)
	{
		check_text(book, out);
		appendStringInfo(out, "%s\n", item->text);
	}
	for (uint32 i = 0; i < book->terms.n; i++)
	{
		uint32		number = book->terms.tags[i];

		check_text(book, out);
		print_path(out, book, number);
		print_attributes(out, &book->tags[number].attributes);
		print_comment(out, &book->tags[number], false);
	}
	if (book->links.n > 0)
		appendStringInfoChar(out, '\n');
	for (uint32 i = 0; i < book->links.n; i++)
	{
		uint32		number = book->links.tags[i];
		const ImportTag *tag = &book->tags[number];

		if (tag->dropped)
			continue;
		check_text(book, out);
		print_path(out, book, number);
		for (const ImportItem *item = tag->targets.first; item; item = item->next)
		{
			appendStringInfoString(out, item != tag->targets.first ? ", " : tag->kind == IMPORT_ALIAS ? " -> " : " => ");
			print_path(out, book, item->target);
		}
		if (tag->kind == IMPORT_ALIAS)
			print_comment(out, tag, tag->attributes.first != NULL);
		else
			appendStringInfoChar(out, '\n');
	}
}

/* Leaves out a link; a comment tells what it said. */
static void
drop_link(ImportBook *book, uint32 number)
{
	ImportTag  *tag = &book->tags[number];
	uint32		target = tag->targets.first->target;
	StringInfoData text;

	tag->dropped = true;
	initStringInfo(&text);
	book->place = tag->place;
	if (tag->kind == IMPORT_ALIAS)
	{
		print_path(&text, book, number);
		print_attributes(&text, &tag->attributes);
		import_comment(book, target, "it is replaced by this, but its former name would lead in a circle: %s", text.data);
	}
	else
	{
		print_path(&text, book, target);
		import_comment(book, number, "it is also there, but that would lead in a circle: %s", text.data);
	}
	pfree(text.data);
}

/*
 * Leaves out the links of one kind that are in a circle; returns whether there was one.
 * The links of the printed text are in the order of the book's.
 */
static bool
drop_circles(ImportBook *book, StringInfo out, ImportKind kind)
{
	Lexer		lx;
	TaxonomyText *text;
	TaxonomySource source;
	uint32	   *circle;
	uint32		link = 0;

	lex_init(&lx, "tagtaxonomy", out->data, out->len, NULL);
	text = taxonomy_parse(&lx);
	circle = taxonomy_circles(taxonomy_compile(text, CurrentMemoryContext, &source));
	for (int i = 0; circle && i < text->nlines; i++)
	{
		uint32		number;

		if (!taxonomy_line_is_link(&text->lines[i]))
			continue;
		/* those of the round before are not in the text */
		do
			number = book->links.tags[link++];
		while (book->tags[number].dropped);
		if (book->tags[number].kind == kind && circle[source.node[i]] != TREE_NONE)
			drop_link(book, number);
	}
	if (circle)
	{
		resetStringInfo(out);
		print_book(book, out);
	}
	return circle != NULL;
}

void
import_print(ImportBook *book, StringInfo out)
{
	tree_finish(book->builder, &book->tree, &book->nodes);
	print_book(book, out);
	/* what a concept is beside its first place matters more than what it was called */
	if (book->may_circle && drop_circles(book, out, IMPORT_ALIAS))
		(void) drop_circles(book, out, IMPORT_TERM);
}
