/*
 * policy_compile.h
 *	  Making a policy ready for use.
 */
#ifndef FACTAG_POLICY_COMPILE_H
#define FACTAG_POLICY_COMPILE_H

#include "policy/policy_program.h"
#include "policy/policy_text.h"

/*
 * Makes a program of checked lines in the current memory context. It does not point to
 * the lines; what is only needed meanwhile is in the temporary context.
 */
extern PolicyProgram *policy_compile(const PolicyText *text, MemoryContext temporary);

#endif							/* FACTAG_POLICY_COMPILE_H */
