// A real OpenID Connect provider that behaves like a directory of Entra ID: `node provider.mjs '{clients, users}'`.
//
// It prints its issuer once it listens, issues id tokens with `oid` and `tid`, and asks for PKCE. Signing in is by the
// library's own pages. A user with `forge` gets a token that was tampered with: `claims` replaces claims and signs
// again, `key` signs with a key nobody published, `algorithm` changes that.
import { createServer } from "node:http";
import { SignJWT, decodeJwt, exportJWK, generateKeyPair } from "jose";
import Provider from "oidc-provider";

const { clients, users } = JSON.parse(process.argv[2]);
const keys = await generateKeyPair("RS256", { extractable: true });
const strangers = await generateKeyPair("RS256");
const KEY_ID = "published";
const published = { ...(await exportJWK(keys.privateKey)), kid: KEY_ID, alg: "RS256", use: "sig" };

async function forged(token, { claims = {}, key, algorithm = "RS256" }) {
  const secret = algorithm === "HS256" ? new TextEncoder().encode(published.n) : null;
  return new SignJWT({ ...decodeJwt(token), ...claims })
    .setProtectedHeader({ alg: algorithm, kid: KEY_ID })
    .sign(secret ?? (key === "strange" ? strangers : keys).privateKey);
}

const server = createServer();
server.listen(0, "127.0.0.1", () => {
  const issuer = `http://127.0.0.1:${server.address().port}`;
  const provider = new Provider(issuer, {
    clients,
    jwks: { keys: [published] },
    claims: { openid: ["sub"], profile: ["oid", "tid", "name", "preferred_username"], email: ["email"] },
    conformIdTokenClaims: false, // like Entra ID: what the scope names stands in the token itself
    pkce: { required: () => true },
    cookies: { keys: ["only for this test"] },
    findAccount: (context, login) =>
      users[login] && { accountId: login, claims: () => ({ sub: login, ...users[login].claims }) },
  });
  // The portal's port is known only once it runs: the address to come back to is told by its path.
  provider.Client.prototype.redirectUriAllowed = function (uri) {
    return this.redirectUris.some((known) => new URL(known).pathname === new URL(uri).pathname);
  };
  provider.use(async (context, next) => {
    await next();
    if (context.path !== "/token" || !context.body?.id_token) return;
    const { forge } = users[decodeJwt(context.body.id_token).sub];
    if (forge) context.body.id_token = await forged(context.body.id_token, forge);
  });
  server.on("request", provider.callback());
  console.log(issuer);
});
