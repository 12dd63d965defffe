/** The service behind a gateway that checks no tokens, as SAM's local API is. */

import type { Template } from '../../local/emulator/template/template.ts';

/** For `edit` of the local system. */
export function withoutAuthorizers(template: Template): Template {
  const Resources = Object.fromEntries(
    Object.entries(template.Resources).map(([id, resource]) => {
      if (resource.Type !== 'AWS::ApiGatewayV2::Route') return [id, resource];
      const { AuthorizerId: _id, AuthorizationType: _type, ...Properties } = resource.Properties ?? {};
      return [id, { ...resource, Properties }];
    }),
  );
  return { ...template, Resources };
}
