/*
 * claim_key.h
 *	  The key of a claim, which is made of its text.
 */
#ifndef FACTAG_CLAIM_KEY_H
#define FACTAG_CLAIM_KEY_H

#include "factag.h"

#define CLAIM_KEY_LENGTH 16
#define CLAIM_KEY_TEXT	(64 * 1024) /* bytes of a text that count */

/*
 * Makes the key of a claim's text: the first 16 hexadecimal digits of the SHA-256
 * of its words, each folded as a segment is, joined by single blanks. Before that,
 * character references of HTML are decoded, quotes and the full stops at the end are
 * dropped, and apostrophes written in one way. False if the text has no words. key
 * takes CLAIM_KEY_LENGTH + 1 bytes.
 */
extern bool claim_key(const char *text, int len, char *key);

#endif							/* FACTAG_CLAIM_KEY_H */
