// Which patterns in the shop's sources are a security risk? Everything that eslint-plugin-security recommends.
import parser from '@typescript-eslint/parser';
import security from 'eslint-plugin-security';

export default [{ ...security.configs.recommended, files: ['src/**/*.ts'], languageOptions: { parser } }];
