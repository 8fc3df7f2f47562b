// Is what comes in valid OpenAPI? Prints its faults as JSON; a program of its own, because the validator is an ES module.
import { text } from 'node:stream/consumers';
import { Validator } from '@seriousme/openapi-schema-validator';

const { valid, errors } = await new Validator().validate(JSON.parse(await text(process.stdin)));
process.stdout.write(JSON.stringify(valid ? [] : errors));
