/*
 * import_book.h
 *	  The book that an importer writes: tags with attributes and comments, and links,
 *	  which become a tagtaxonomy in the end.
 *
 *	  A document may contradict itself. Then the first statement counts, and a comment
 *	  tells where the other one stands and what it says.
 */
#ifndef FACTAG_IMPORT_BOOK_H
#define FACTAG_IMPORT_BOOK_H

#include "taxonomy/import_place.h"
#include "taxonomy/taxonomy_tree.h"

/* a path that is being put together */
typedef struct ImportPath
{
	int			len;
	char		path[FACTAG_MAX_PATH];
} ImportPath;

/* Items of a tag, in order; most tags have few. */
typedef struct ImportItem
{
	struct ImportItem *next;
	const char *name;			/* of an attribute */
	char	   *text;			/* its value, NULL for a flag; or a comment */
	int			len;
	uint32		target;			/* of a link */
} ImportItem;

typedef struct ImportItems
{
	ImportItem *first;
	ImportItem *last;
	int			n;
} ImportItems;

typedef enum ImportKind
{
	IMPORT_UNUSED,				/* just an ancestor, or asked for */
	IMPORT_TERM,
	IMPORT_ALIAS
} ImportKind;

/* a path that has a number */
typedef struct ImportTag
{
	ImportKind	kind;
	ImportPlace place;			/* where it was declared first */
	ImportItems attributes;
	ImportItems comments;
	ImportItems targets;		/* of an alias, or of implications */
	bool		dropped;		/* its links are left out */
} ImportTag;

/* numbers of tags, in the order in which they are printed */
typedef struct ImportOrder
{
	uint32	   *tags;
	uint32		n;
	uint32		size;
} ImportOrder;

typedef struct ImportBook
{
	ImportPlace place;
	const char *language;		/* of names, as BCP 47 writes it */
	ImportPath	root;
	ImportPath	codes;			/* ROOT-id */
	TreeBuilder *builder;
	ImportTag  *tags;
	uint32		size;			/* tags allocated */
	ImportOrder terms;
	ImportOrder links;
	ImportItems head;			/* lines before all others */
	bool		may_circle;	/* arrows may lead in a circle: those are left out */
	TaxonomyTree tree;			/* of all tags, */
	uint32	   *nodes;			/* and the node of each, once the book is printed */
} ImportBook;

/*
 * Begins a book whose tags are at or below the root. format names the document in errors;
 * lang is the language of its names, 22023 if that is no language tag.
 */
extern ImportBook *import_begin(const char *format, const char *root, int rootlen, const char *lang);

/* The path of the root, and a segment appended to a path; fails if it gets too long. */
extern void import_path_root(const ImportBook *book, ImportPath *path);
extern void import_path_add(ImportBook *book, ImportPath *path, ImportName name);

/* The number of a path, which stands for it from then on. */
extern uint32 import_number(ImportBook *book, const ImportPath *path);

/* Declares a tag; false if it was declared before. */
extern bool import_declare(ImportBook *book, uint32 tag);
extern bool import_declared(const ImportBook *book, uint32 tag);

/*
 * Gives a tag an attribute, which is a flag if value is NULL; nothing if the value is
 * blank. If it has another value for the attribute, that is kept and a comment has this one.
 */
extern void import_attribute(ImportBook *book, uint32 tag, const char *name, const char *value, int len);

/* The same for an attribute x-…, whose name is made of any text. */
extern void import_other(ImportBook *book, uint32 tag, const char *name, int namelen, const char *value, int len);

/*
 * Give a tag a title or another word in a language; NULL for that of the book. A
 * language that is none is told by a comment. A second title is another word.
 */
extern void import_title(ImportBook *book, uint32 tag, const char *lang, const char *value, int len);
extern void import_alt(ImportBook *book, uint32 tag, const char *lang, const char *value, int len);

/* Adds a comment to a tag's line, after the place in the document. */
extern void import_comment(ImportBook *book, uint32 tag, const char *fmt,...) pg_attribute_printf(3, 4);

/* Adds the comment that a tag was declared before, and where. */
extern void import_again(ImportBook *book, uint32 tag);

/* Adds a comment on a line of its own, at the start of the book. */
extern void import_remark(ImportBook *book, const char *s, int len);

/* Adds a line as it is, at the start of the book. */
extern void import_line(ImportBook *book, const char *line);

/*
 * Makes a code an alias of a tag: ROOT-id/code. If it is another tag's already, a comment
 * says so. Nothing if the code is blank. Returns the number of an alias that is new, else
 * TREE_NONE.
 */
extern uint32 import_code(ImportBook *book, uint32 tag, const char *what, const char *code, int len);

/*
 * Make a tag, which is not declared, an alias of another one; and an implication. If
 * may_circle is set, what leads in a circle becomes a comment.
 */
extern void import_alias(ImportBook *book, uint32 tag, uint32 target);
extern void import_implies(ImportBook *book, uint32 tag, uint32 target);

#endif							/* FACTAG_IMPORT_BOOK_H */
