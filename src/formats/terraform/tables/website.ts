/** How Terraform writes the website of a bucket. */
import { block, blocks, text, where, written, type Shapes } from './shape.ts'

const redirectRule: Shapes = {
  HostName: text('host_name'),
  HttpRedirectCode: text('http_redirect_code'),
  Protocol: text('protocol'),
  ReplaceKeyPrefixWith: text('replace_key_prefix_with'),
  ReplaceKeyWith: text('replace_key_with'),
}

export const website: Shapes = {
  IndexDocument: text('index_document.suffix'),
  ErrorDocument: text('error_document.key'),
  RedirectAllRequestsTo: block('redirect_all_requests_to', {
    HostName: text('host_name'),
    Protocol: text('protocol'),
  }),
  RoutingRules: written(
    'routing_rule',
    blocks('routing_rule', {
      RedirectRule: block('redirect', redirectRule),
      RoutingRuleCondition: block('condition', {
        HttpErrorCodeReturnedEquals: text('http_error_code_returned_equals'),
        KeyPrefixEquals: text('key_prefix_equals'),
      }),
    }),
  ),
}

export const inlineWebsite: Shapes = {
  IndexDocument: text('index_document'),
  ErrorDocument: text('error_document'),
  RedirectAllRequestsTo: where('redirect_all_requests_to', {
    HostName: text('redirect_all_requests_to', host => host.replace(/^https?:\/\//, '')),
  }),
}
