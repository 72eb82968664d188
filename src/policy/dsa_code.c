/*
 * dsa_code.c
 *	  Look-ups in the table of codes; see dsa_code.h.
 */
#include "policy/dsa_code.h"

typedef struct DsaCode
{
	const char *code;
	DsaCodeKind kind;
	int			since;			/* version */
	int			until;			/* the first version without it */
} DsaCode;

#include "policy/dsa_code_data.h"

/* a text that need not be terminated */
typedef struct Wanted
{
	const char *text;
	int			len;
} Wanted;

static int
compare_code(const void *wanted, const void *entry)
{
	const Wanted *a = wanted;
	const char *code = ((const DsaCode *) entry)->code;
	int			diff = strncmp(a->text, code, a->len);

	return diff != 0 ? diff : -(code[a->len] != '\0');
}

/* a row with a code: one of several if the code is a value of several kinds; NULL if there is none */
static const DsaCode *
find_code(const char *code, int len)
{
	Wanted		wanted = {code, len};

	return memchr(code, '\0', len) ? NULL :
		bsearch(&wanted, codes, lengthof(codes), sizeof(DsaCode), compare_code);
}

bool
dsa_code_known(const char *code, int len, DsaCodeKind *kind)
{
	const DsaCode *found = find_code(code, len);

	if (!found || found->kind > DSA_LAST_CODE_KIND)
		return false;
	*kind = found->kind;
	return true;
}

bool
dsa_code_valid(DsaCodeKind kind, const char *code, int len, int version)
{
	const DsaCode *found = find_code(code, len);
	const DsaCode *end = codes + lengthof(codes);

	if (!found)
		return false;
	while (found > codes && strcmp(found[-1].code, found->code) == 0)
		found--;
	for (const char *text = found->code; found < end && strcmp(found->code, text) == 0; found++)
	{
		if (found->kind == kind)
			return found->since <= version && version < found->until;
	}
	return false;
}

int
dsa_version_find(const char *name, int len)
{
	for (int version = 0; version < (int) lengthof(versions); version++)
	{
		if (strlen(versions[version]) == (size_t) len && memcmp(versions[version], name, len) == 0)
			return version;
	}
	return -1;
}

const char *
dsa_version_name(int version)
{
	return version < (int) lengthof(versions) ? versions[version] : NULL;
}
