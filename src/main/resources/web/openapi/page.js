// Shows the contract by Swagger UI. Requests go to the origin that served this page and nowhere else, which the page's
// content security policy enforces.
'use strict';

(() => {
  const METHODS = ['get', 'put', 'post', 'delete'];

  const isDataPlane = item => (item.servers ?? []).some(server => server.description === 'Data plane');

  // The contract names localhost; behind a port-forward or an address of the cluster this page knows better.
  const managementServer = () => ({ url: location.origin, description: 'Management plane' });

  const dataUrl = item => {
    const url = new URL(item.servers[0].url);
    url.hostname = location.hostname;
    return url.origin;
  };

  // In single quotes for a POSIX shell.
  const quoted = text => `'${text.replaceAll("'", "'\\''")}'`;

  const exampleBody = operation => {
    const json = operation.requestBody?.content?.['application/json'];
    const examples = Object.values(json?.examples ?? {}).map(example => example.value);
    return examples.find(example => Object.keys(example).length > 0) ?? json?.example ?? {};
  };

  const command = (path, item, operation) => {
    const url = dataUrl(item) + path.replace('{domain}', 'analysis');
    const body = JSON.stringify(exampleBody(operation));
    return `curl -s ${quoted(url)} -H 'content-type: application/json' -d ${quoted(body)}`;
  };

  const withCommand = (path, item, operation) => ({
    ...operation,
    description: `${operation.description ?? ''}\n\nOn the data plane, so not from this page:\n\n`
      + `\`\`\`sh\n${command(path, item, operation)}\n\`\`\``,
  });

  // Swagger UI shows parameters that a path has for all of its operations, but sends them only where each has them.
  const withParameters = (item, operation) => ({
    ...operation,
    parameters: [...(item.parameters ?? []), ...(operation.parameters ?? [])],
  });

  const prepareOperation = (path, item, operation) => {
    const own = withParameters(item, operation);
    return isDataPlane(item) ? withCommand(path, item, own) : own;
  };

  const prepareItem = (path, item) => {
    const server = isDataPlane(item) ? { ...item.servers[0], url: dataUrl(item) } : managementServer();
    const operations = METHODS.filter(method => item[method])
      .map(method => [method, prepareOperation(path, item, item[method])]);
    return { servers: [server], ...Object.fromEntries(operations) };
  };

  const prepare = contract => ({
    ...contract,
    servers: [managementServer()],
    paths: Object.fromEntries(Object.entries(contract.paths ?? {})
      .map(([path, item]) => [path, prepareItem(path, item)])),
  });

  const planes = () => ({
    statePlugins: {
      spec: {
        wrapActions: { updateJsonSpec: original => contract => original(prepare(contract)) },
        wrapSelectors: {
          allowTryItOutFor: (original, system) => (state, path) =>
            !isDataPlane(system.specSelectors.specJson().getIn(['paths', path])?.toJS() ?? {}),
        },
      },
    },
  });

  const followScheme = dark => document.documentElement.classList.toggle('dark-mode', dark.matches);

  const show = () => {
    const dark = matchMedia('(prefers-color-scheme: dark)');
    followScheme(dark);
    dark.addEventListener('change', followScheme);
    SwaggerUIBundle({
      url: '/openapi.yaml',
      dom_id: '#contract',
      presets: [SwaggerUIBundle.presets.apis],
      plugins: [planes],
      layout: 'BaseLayout',
      deepLinking: true,
      docExpansion: 'list',
      defaultModelsExpandDepth: 0,
      displayRequestDuration: true,
      // Both would send the contract, or a reader, to servers of others.
      validatorUrl: null,
      queryConfigEnabled: false,
    });
  };

  document.addEventListener('DOMContentLoaded', show);
})();
