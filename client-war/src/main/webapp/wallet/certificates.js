// @ts-check
// X.509 certificates and the path to the operator's CA (RFC 5280), as far as the operator's have it:
// P-256 keys, ECDSA with SHA-256, names compared byte for byte. Whatever else is critical is refused.
import { decodeBase64, sameBytes } from "./base64url.js";
import { BIT_STRING, BOOLEAN, Der, INTEGER, OCTET_STRING, SEQUENCE, SET } from "./der.js";
import { ProtocolError, malformed } from "./errors.js";
import { publicKeyOfPoint, verifies } from "./keys.js";

/** @typedef {import("./keys.js").PublicKey} PublicKey */

const ECDSA_WITH_SHA256 = "1.2.840.10045.4.3.2";
const EC_PUBLIC_KEY = "1.2.840.10045.2.1";
const P256 = "1.2.840.10045.3.1.7";
const COMMON_NAME = "2.5.4.3";
const KEY_USAGE = "2.5.29.15";
const BASIC_CONSTRAINTS = "2.5.29.19";
const VERSION_3 = 2;
const CERT_SIGN_BIT = 5;
const NUMBER_BYTES = 32;
const PATH_MAX = 10;
const TEXTS = [0x0c, 0x13, 0x14, 0x16];

/**
 * A certificate, taken apart; its signature is not checked by that.
 *
 * @typedef {object} Certificate
 * @property {Uint8Array} der
 * @property {Uint8Array} signedPart
 * @property {Uint8Array} signature r‖s
 * @property {Uint8Array} issuer DER of the name
 * @property {Uint8Array} subject DER of the name
 * @property {string} commonName of the subject, empty if there is none
 * @property {number} notBefore seconds UTC
 * @property {number} notAfter seconds UTC
 * @property {PublicKey} publicKey
 * @property {boolean} isAuthority by basicConstraints and keyUsage
 * @property {number} pathLength further authorities below it
 */

/**
 * @param {string} base64Der as in x5c (RFC 7515 section 4.1.6)
 * @returns {Promise<Certificate>}
 */
export async function certificateOf(base64Der) {
  try {
    return await takenApart(decodeBase64(base64Der));
  } catch (failure) {
    // A part that is missing is no failure of this wallet.
    throw failure instanceof ProtocolError ? failure : malformed("not an X.509 certificate");
  }
}

/** @param {Uint8Array} der */
async function takenApart(der) {
  const [signed, algorithm, signature, ...rest] = Der.of(der).expect(SEQUENCE).parts();
  if (signature === undefined || rest.length > 0) {
    throw malformed("not an X.509 certificate");
  }
  requireEcdsa(algorithm);
  return { der, signedPart: signed.whole, signature: plain(signature.bits()), ...(await body(signed)) };
}

/** @param {Der} algorithm */
function requireEcdsa(algorithm) {
  const parts = algorithm.expect(SEQUENCE).parts();
  if (parts.length !== 1 || parts[0].objectId() !== ECDSA_WITH_SHA256) {
    throw malformed("a certificate that is not signed by ECDSA with SHA-256");
  }
}

/**
 * A DER signature as r‖s.
 *
 * @param {Uint8Array} der
 */
function plain(der) {
  const numbers = Der.of(der).expect(SEQUENCE).parts();
  const signature = new Uint8Array(2 * NUMBER_BYTES);
  if (numbers.length !== 2) {
    throw malformed("a signature that is not two numbers");
  }
  numbers.forEach((number, i) => {
    const magnitude = number.magnitude();
    if (magnitude.length > NUMBER_BYTES) {
      throw malformed("a signature that is not two numbers");
    }
    signature.set(magnitude, (i + 1) * NUMBER_BYTES - magnitude.length);
  });
  return signature;
}

/** @param {Der} signed TBSCertificate */
async function body(signed) {
  const parts = signed.expect(SEQUENCE).parts();
  const [version, serial, algorithm, issuer, validity, subject, key, extensions, ...rest] = parts;
  if (extensions === undefined || rest.length > 0 || version.tag !== 0xa0 || extensions.tag !== 0xa3) {
    throw malformed("not an X.509 certificate of version 3 with extensions");
  }
  if (Der.of(version.content).small() !== VERSION_3) {
    throw malformed("not an X.509 certificate of version 3 with extensions");
  }
  serial.expect(INTEGER);
  requireEcdsa(algorithm);
  const [notBefore, notAfter] = validity.expect(SEQUENCE).parts().map((time) => time.time());
  return {
    issuer: issuer.expect(SEQUENCE).whole,
    subject: subject.expect(SEQUENCE).whole,
    commonName: commonName(subject),
    notBefore,
    notAfter,
    publicKey: await subjectKey(key),
    ...constraints(Der.of(extensions.content).expect(SEQUENCE).parts()),
  };
}

/** @param {Der} name */
function commonName(name) {
  const found = [];
  for (const set of name.parts()) {
    for (const attribute of set.expect(SET).parts()) {
      const [type, value] = attribute.expect(SEQUENCE).parts();
      if (type.objectId() === COMMON_NAME && TEXTS.includes(value.tag)) {
        found.push(new TextDecoder("utf-8", { fatal: true }).decode(value.content));
      }
    }
  }
  return found.length === 1 ? found[0] : "";
}

/** @param {Der} info SubjectPublicKeyInfo */
async function subjectKey(info) {
  const [algorithm, bits] = info.expect(SEQUENCE).parts();
  const ids = algorithm.expect(SEQUENCE).parts().map((id) => id.objectId());
  if (ids.length !== 2 || ids[0] !== EC_PUBLIC_KEY || ids[1] !== P256) {
    throw malformed("not a P-256 public key");
  }
  return publicKeyOfPoint(bits.bits());
}

/**
 * What the extensions say; those that are critical must all be understood.
 *
 * @param {Der[]} extensions
 */
function constraints(extensions) {
  let authority = false;
  let pathLength = PATH_MAX;
  let signsCertificates = true;
  const seen = new Set();
  for (const extension of extensions) {
    const parts = extension.expect(SEQUENCE).parts();
    const id = parts[0].objectId();
    const critical = parts[1].tag === BOOLEAN && parts[1].flag();
    const value = Der.of(parts[parts.length - 1].expect(OCTET_STRING).content);
    if (seen.has(id)) {
      throw malformed("a certificate's extension stands twice");
    }
    seen.add(id);
    if (id === BASIC_CONSTRAINTS) {
      const [isAuthority, length] = value.expect(SEQUENCE).parts();
      authority = isAuthority !== undefined && isAuthority.flag();
      pathLength = length === undefined ? PATH_MAX : length.small();
    } else if (id === KEY_USAGE) {
      signsCertificates = bitOf(value, CERT_SIGN_BIT);
    } else if (critical) {
      throw malformed("a critical extension that is not known");
    }
  }
  return { isAuthority: authority && signsCertificates, pathLength };
}

/**
 * @param {Der} bits BIT STRING, whose unused bits are zero
 * @param {number} number from the left
 */
function bitOf(bits, number) {
  const byte = bits.expect(BIT_STRING).content[1 + (number >> 3)] ?? 0;
  return (byte & (0x80 >> (number & 7))) !== 0;
}

/**
 * A key's certificates, its own first, up to the operator's CA. Whether the key served at a message's
 * time is the message's check; the path is looked at as of when its newest certificate began.
 */
export class CertificatePath {
  /** @param {Certificate[]} certificates */
  constructor(certificates) {
    this.certificates = certificates;
  }

  /** @param {string[]} x5c base64 DER */
  static async of(x5c) {
    if (x5c.length === 0 || x5c.length > PATH_MAX) {
      throw malformed("no certificate");
    }
    return new CertificatePath(await Promise.all(x5c.map(certificateOf)));
  }

  get own() {
    return this.certificates[0];
  }

  get last() {
    return this.certificates[this.certificates.length - 1];
  }

  /**
   * Throws unless this path leads from a certificate issued to the owner to the CA.
   *
   * @param {Certificate} ca
   * @param {string} owner
   */
  async requireIssuedBy(ca, owner) {
    if (this.own.commonName !== owner) {
      throw malformed("the certificate is another's");
    }
    const below = this.certificates.filter((each) => !sameBytes(each.der, ca.der));
    if (below.length === 0) {
      throw malformed("the CA's own key signs no messages");
    }
    const at = Math.max(ca.notBefore, ...this.certificates.map((each) => each.notBefore));
    let issuer = ca;
    let authoritiesLeft = PATH_MAX;
    for (const certificate of [...below].reverse()) {
      await requireIssued(certificate, issuer, at);
      if (certificate !== this.own) {
        if (!certificate.isAuthority) {
          throw malformed("a certificate by one that is no authority");
        }
        if (!sameBytes(certificate.issuer, certificate.subject) && authoritiesLeft-- === 0) {
          throw malformed("more authorities than the one above allows");
        }
        authoritiesLeft = Math.min(authoritiesLeft, certificate.pathLength);
      }
      issuer = certificate;
    }
    if (issuer !== this.own) {
      throw malformed("the CA's own key signs no messages");
    }
  }
}

/**
 * @param {Certificate} certificate
 * @param {Certificate} issuer
 * @param {number} at seconds UTC
 */
async function requireIssued(certificate, issuer, at) {
  if (!sameBytes(certificate.issuer, issuer.subject)) {
    throw malformed("the certificate names another issuer");
  }
  if (at < certificate.notBefore || at > certificate.notAfter) {
    throw malformed("a certificate that is not valid at that time");
  }
  if (!(await verifies(issuer.publicKey.key, certificate.signedPart, certificate.signature))) {
    throw malformed("a certificate whose signature does not verify");
  }
}
