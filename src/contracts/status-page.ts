// What are customers told? Without this part of the file there is no such page.
import { z } from 'zod';
import { Severity } from '../domain/vocabulary';
import { Duration } from './quantity';

const words = z.string().min(1);

export const StatusPage = z.strictObject({
  title: words,
  services: z.record(words, words), // those that are shown, with the name that customers know, e.g. `storefront: Online shop`
  from: z.enum(Severity).default('medium'), // incidents below it are not told
  keep: Duration.default('14d'), // how long closed ones stay
});
export type StatusPage = z.infer<typeof StatusPage>;
