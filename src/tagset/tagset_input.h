/*
 * tagset_input.h
 *	  Reading the text form of a tagset.
 */
#ifndef FACTAG_TAGSET_INPUT_H
#define FACTAG_TAGSET_INPUT_H

#include "text/lexer.h"

/* outside quotes; attributes have specials of their own */
LEX_SPECIALS(tagset_specials, '/', ',', '[', ']');

/* Reads the rest of a lexer's input; NULL if an error was saved. */
extern struct varlena *tagset_read(Lexer *lx);

#endif							/* FACTAG_TAGSET_INPUT_H */
