/*
 * skos_concept.c
 *	  The concepts of a document and how they are related; see skos_concept.h.
 */
#include "taxonomy/skos_concept.h"

#include "miscadmin.h"

#include "taxonomy/skos_name.h"

void
skos_at(const SkosConcepts *concepts, int concept)
{
	const SkosObject *object = &concepts->document->objects[concepts->concepts[concept].object];

	if (object->id.s[0] == '\001')
	{
		SkosText	name = skos_name(concepts->document, concepts->concepts[concept].object, "");

		import_at(concepts->place, "concept without an @id,", name.len ? name.s : "", name.len);
	}
	else
		import_at(concepts->place, "concept", object->id.s, object->id.len);
}

/* Adds a link, unless it is there already. */
static void
add_link(SkosConcepts *concepts, int concept, SkosLinks *links, const char *what, int target, SkosText id)
{
	SkosLink   *link;

	for (link = links->first; link; link = link->next)
	{
		if (link->id.len == id.len && memcmp(link->id.s, id.s, id.len) == 0)
			return;
	}
	if (links->n == FACTAG_MAX_VALUES)
	{
		skos_at(concepts, concept);
		import_fail(concepts->place, ERRCODE_PROGRAM_LIMIT_EXCEEDED, NULL, "%s has more than %d concepts", what, FACTAG_MAX_VALUES);
	}
	link = palloc(sizeof(SkosLink));
	*link = (SkosLink) {NULL, target, id};
	if (links->last)
		links->last->next = link;
	else
		links->first = link;
	links->last = link;
	links->n++;
}

/* Adds the links of one object of a concept; inverse ones lead from other concepts to it. */
static void
read_links(SkosConcepts *concepts, int concept, int object, bool inverse)
{
	SkosDocument *document = concepts->document;
	SkosText	self = document->objects[concepts->concepts[concept].object].id;
	SkosProperties properties;
	const SkosProperty *property;

	skos_properties_init(&properties, document, object);
	while ((property = skos_properties_next(&properties)))
	{
		bool		broader = skos_is(property, inverse ? "narrower" : "broader");
		bool		replaced = skos_is(property, inverse ? "replaces" : "isReplacedBy");

		for (int i = 0; i < property->n && (broader || replaced); i++)
		{
			SkosText	id = skos_reference(document, &property->values[i]);
			int			other = skos_find(document, id);
			int			target = other < 0 ? -1 : concepts->of_object[other];

			if (!inverse)
			{
				SkosConcept *c = &concepts->concepts[concept];

				add_link(concepts, concept, broader ? &c->broader : &c->replaced_by, broader ? "broader" : "isReplacedBy", target, id);
			}
			else if (target >= 0)
			{
				SkosConcept *c = &concepts->concepts[target];

				add_link(concepts, target, broader ? &c->broader : &c->replaced_by, broader ? "broader" : "isReplacedBy", concept, self);
			}
		}
	}
}

/* Reads the links of all concepts. */
static void
read_all_links(SkosConcepts *concepts, bool inverse)
{
	for (int i = 0; i < concepts->n; i++)
	{
		skos_at(concepts, i);
		for (int j = concepts->concepts[i].object; j >= 0; j = concepts->document->objects[j].next)
			read_links(concepts, i, j, inverse);
	}
}

/* a concept on the way that a search for circles has come */
typedef struct Step
{
	int			concept;
	const SkosLink *link;		/* to follow next */
} Step;

/* Fails if the links of one kind lead in a circle. */
static void
check_circles(SkosConcepts *concepts, bool broader)
{
	Step	   *steps = palloc_extended(sizeof(Step) * Max((Size) concepts->n, 1), MCXT_ALLOC_HUGE);
	char	   *state = palloc0(Max(concepts->n, 1));	/* 1: on the way; 2: no circle beyond it */

	for (int i = 0; i < concepts->n; i++)
	{
		int			depth = 0;

		if (state[i])
			continue;
		state[i] = 1;
		steps[depth++] = (Step) {i, broader ? concepts->concepts[i].broader.first : concepts->concepts[i].replaced_by.first};
		while (depth > 0)
		{
			Step	   *step = &steps[depth - 1];
			const SkosLink *link = step->link;

			CHECK_FOR_INTERRUPTS();
			if (!link)
			{
				state[step->concept] = 2;
				depth--;
				continue;
			}
			step->link = link->next;
			if (link->concept < 0 || state[link->concept] == 2)
				continue;
			if (state[link->concept] == 1)
			{
				skos_at(concepts, step->concept);
				import_fail(concepts->place, ERRCODE_INVALID_PARAMETER_VALUE, "Correct it in the document: each concept must end at one without.",
							"%s leads in a circle, to the concept \"%s\"", broader ? "broader" : "isReplacedBy",
							import_clip(link->id.s, link->id.len));
			}
			state[link->concept] = 1;
			steps[depth++] = (Step) {link->concept, broader ? concepts->concepts[link->concept].broader.first :
				concepts->concepts[link->concept].replaced_by.first};
		}
	}
	pfree(steps);
	pfree(state);
}

/* Finds out which concepts are replaced by others of the document. */
static void
mark_replaced(SkosConcepts *concepts)
{
	for (int i = 0; i < concepts->n; i++)
	{
		for (const SkosLink *link = concepts->concepts[i].replaced_by.first; link; link = link->next)
			concepts->concepts[i].replaced |= link->concept >= 0;
	}
}

int
skos_successors(const SkosConcepts *concepts, int concept, int *out)
{
	int			n = 0;
	int			done = 0;
	int			found[FACTAG_MAX_VALUES];
	int			nfound = 0;

	/* out is the queue; those that are replaced are taken out of it */
	out[n++] = concept;
	while (done < n)
	{
		int			c = out[done++];

		CHECK_FOR_INTERRUPTS();
		if (!concepts->concepts[c].replaced)
		{
			found[nfound++] = c;
			continue;
		}
		for (const SkosLink *link = concepts->concepts[c].replaced_by.first; link; link = link->next)
		{
			bool		known = link->concept < 0;

			for (int i = 0; i < n && !known; i++)
				known = out[i] == link->concept;
			if (known)
				continue;
			if (n == FACTAG_MAX_VALUES)
			{
				skos_at(concepts, concept);
				import_fail(concepts->place, ERRCODE_PROGRAM_LIMIT_EXCEEDED, NULL,
							"isReplacedBy leads to more than %d concepts", FACTAG_MAX_VALUES);
			}
			out[n++] = link->concept;
		}
	}
	memcpy(out, found, sizeof(int) * nfound);
	return nfound;
}

/*
 * Finds the place of a concept: below its first broader concept, or what replaces that.
 * A concept that replaces its own parent goes below the parent of that.
 */
static int
find_parent(const SkosConcepts *concepts, int concept)
{
	int			successors[FACTAG_MAX_VALUES];
	int			c = concept;

	for (;;)
	{
		const SkosLink *link = concepts->concepts[c].broader.first;

		CHECK_FOR_INTERRUPTS();
		while (link && link->concept < 0)
			link = link->next;
		if (!link)
			return -1;
		c = link->concept;
		(void) skos_successors(concepts, c, successors);
		if (successors[0] != concept)
			return successors[0];
	}
}

SkosConcepts *
skos_concepts_make(SkosDocument *document)
{
	SkosConcepts *concepts = palloc0(sizeof(SkosConcepts));

	concepts->document = document;
	concepts->place = document->place;
	concepts->of_object = palloc_extended(sizeof(int) * Max((Size) document->n, 1), MCXT_ALLOC_HUGE);
	concepts->concepts = palloc_extended(sizeof(SkosConcept) * Max((Size) document->n, 1), MCXT_ALLOC_HUGE);
	for (int i = 0; i < document->n; i++)
	{
		concepts->of_object[i] = -1;
		if (document->objects[i].first != i || !document->objects[i].is_concept)
			continue;
		concepts->concepts[concepts->n] = (SkosConcept) {.object = i, .parent = -1};
		concepts->of_object[i] = concepts->n++;
	}
	read_all_links(concepts, false);
	read_all_links(concepts, true);
	check_circles(concepts, true);
	check_circles(concepts, false);
	mark_replaced(concepts);
	for (int i = 0; i < concepts->n; i++)
		concepts->concepts[i].parent = find_parent(concepts, i);
	return concepts;
}
