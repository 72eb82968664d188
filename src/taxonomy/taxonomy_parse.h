/*
 * taxonomy_parse.h
 *	  Reading the lines of a taxonomy.
 */
#ifndef FACTAG_TAXONOMY_PARSE_H
#define FACTAG_TAXONOMY_PARSE_H

#include "taxonomy/taxonomy_text.h"
#include "text/lexer.h"

/*
 * Reads the lexer's whole input; NULL if an error was saved. Only each line by itself
 * is checked, and that an option is there once: taxonomy_check.h checks them together.
 */
extern TaxonomyText *taxonomy_parse(Lexer *lx);

#endif							/* FACTAG_TAXONOMY_PARSE_H */
