/*
 * policy_specials.h
 *	  The characters that are special in the names of a policy, beside the arrows.
 */
#ifndef FACTAG_POLICY_SPECIALS_H
#define FACTAG_POLICY_SPECIALS_H

#include "text/specials.h"

/* in a name: a colon ends that of a line, and "<" a step of a ladder */
LEX_SPECIALS(policy_name_specials, '/', ',', '[', ']', ':', '<');

/* in a name as it is printed: a star is no wildcard there, and a comment may follow */
LEX_SPECIALS(policy_print_specials, '/', ',', '[', ']', ':', '<', '*', '#');

/* in the codes of attribute dsa */
LEX_SPECIALS(policy_code_specials, '|', ';', ']');

#endif							/* FACTAG_POLICY_SPECIALS_H */
