/*
 * query_attribute.c
 *	  The attributes that filters can name; see query_attribute.h.
 */
#include "query/query_attribute.h"

#include <math.h>

#define ANY_NUMBER -INFINITY, INFINITY
#define NO_NUMBER 0, 0

const AttributeDef attribute_defs[ATTRIBUTE_COUNT] = {
	[ATTRIBUTE_WEIGHT] = {"weight", KIND_FLOAT4, 0, INFINITY, 0, false},
	[ATTRIBUTE_VALUE] = {"value", KIND_FLOAT8, ANY_NUMBER, 0, false},
	[ATTRIBUTE_SINCE] = {"since", KIND_TIMESTAMP, NO_NUMBER, 0, false},
	[ATTRIBUTE_UNTIL] = {"until", KIND_TIMESTAMP, NO_NUMBER, 0, false},
	[ATTRIBUTE_VERDICT] = {"verdict", KIND_VERDICT, NO_NUMBER, 0, false},
	[ATTRIBUTE_SCORE] = {"score", KIND_FLOAT4, 0, 1, 0, false},
	[ATTRIBUTE_BY] = {"by", KIND_PATH, NO_NUMBER, FACTAG_MAX_PATH, false},
	[ATTRIBUTE_CLAIM] = {"claim", KIND_TEXT, NO_NUMBER, FACTAG_MAX_CLAIM, false},
	[ATTRIBUTE_AT] = {"at", KIND_TIMESTAMP, NO_NUMBER, 0, false},
	[ATTRIBUTE_SEEN] = {"seen", KIND_TIMESTAMP, NO_NUMBER, 0, false},
	[ATTRIBUTE_NEG] = {"neg", KIND_FLAG, NO_NUMBER, 0, false},
	[ATTRIBUTE_DENY] = {"deny", KIND_FLAG, NO_NUMBER, 0, false},
	[ATTRIBUTE_SAID] = {"said", KIND_TEXT, NO_NUMBER, FACTAG_MAX_SAID, true},
	[ATTRIBUTE_REF] = {"ref", KIND_TEXT, NO_NUMBER, FACTAG_MAX_REF, true},
	[ATTRIBUTE_PATH] = {"path", KIND_PATH, NO_NUMBER, FACTAG_MAX_PATH, false},
};

StaticAssertDecl(ATTRIBUTE_COUNT <= sizeof(AttributeMask) * BITS_PER_BYTE,
				 "a mask must have a bit for every attribute");

static const uint8 numbers[] = {
	ATTRIBUTE_WEIGHT, ATTRIBUTE_VALUE, ATTRIBUTE_SINCE,
	ATTRIBUTE_VERDICT, ATTRIBUTE_SCORE, ATTRIBUTE_BY, ATTRIBUTE_CLAIM,
	ATTRIBUTE_AT, ATTRIBUTE_SEEN, ATTRIBUTE_UNTIL,
	ATTRIBUTE_NEG, ATTRIBUTE_DENY, ATTRIBUTE_SAID, ATTRIBUTE_REF, ATTRIBUTE_PATH
};

const AttributeTable query_attributes = {
	attribute_defs, lengthof(numbers), numbers,
	"The attributes are weight, value, since and until of tags, verdict, score, by, claim, "
	"at, seen, until, deny, said and ref of labels, and path of both: [weight>0.5; by=agency]."
};

bool
query_attribute_is_path(const char *name, int len)
{
	for (int i = 0; i < ATTRIBUTE_COUNT; i++)
	{
		const AttributeDef *def = &attribute_defs[i];

		if (def->kind == KIND_PATH && strlen(def->name) == (size_t) len && pg_strncasecmp(def->name, name, len) == 0)
			return true;
	}
	return false;
}
