import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';

/**
 * @param options Ajv's
 * @returns a JSON Schema 2020-12 validator that knows OpenAPI's keywords, asserts formats and refuses unknown ones
 */
export function createAjv(options: ConstructorParameters<typeof Ajv2020>[0]): Ajv2020 {
  const ajv = new Ajv2020({ allErrors: true, allowUnionTypes: true, discriminator: true, ...options });
  ajv.addVocabulary(['example', 'externalDocs', 'xml']);
  addFormats.default(ajv);
  // ajv-formats takes "urn:uuid:..." too, which is no RFC 9562 text form and which PostgreSQL refuses.
  ajv.addFormat('uuid', /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i);
  ajv.addFormat('time-zone', isTimeZone);
  // Ajv's own counts items by the members of an object, and so does not see "__proto__" twice.
  ajv.removeKeyword('uniqueItems');
  ajv.addKeyword({ keyword: 'uniqueItems', type: 'array', schemaType: 'boolean', validate: isUnique });
  return ajv;
}

function isUnique(wanted: boolean, items: unknown[]): boolean {
  return !wanted || new Set(items.map((item) => JSON.stringify(item))).size === items.length;
}

/** @returns whether it is a name of the IANA Time Zone Database that this process knows, in whatever case */
function isTimeZone(name: string): boolean {
  try {
    // The constructor takes a name alone, where other ways read the zone out of any ISO 8601 text.
    new Temporal.ZonedDateTime(0n, name);
    return true;
  } catch {
    return false;
  }
}
