export * from '../domain/messages/locale.ts';
