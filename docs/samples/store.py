#!/usr/bin/env python3
"""A store in Python: python3 store.py DEMO.JSON [--wait SECONDS]

Signs message 1 and sends it, prints where the holder pays, and with --wait stays until it is paid:
then message 3 is checked and message 4 sent. Needs Python 3.8 and the openssl command.
"""
import base64, hashlib, json, subprocess, sys, tempfile, time, urllib.error, urllib.request, uuid

demo = json.load(open(sys.argv[1]))
store = next(s for s in demo["stores"] if not s["lowerStores"])
names = {"ver": 1, "iss": store["id"], "aud": demo["managerId"]}


def openssl(*args, data=b""):
    return subprocess.run(["openssl", *args], input=data, stdout=subprocess.PIPE, check=True).stdout


def b64(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def unb64(text):
    return base64.urlsafe_b64decode(text + "==")


def thumbprint(x, y):  # RFC 7638
    return b64(hashlib.sha256(f'{{"crv":"P-256","kty":"EC","x":"{x}","y":"{y}"}}'.encode()).digest())


point = openssl("pkey", "-in", store["keyFile"], "-pubout", "-outform", "DER")[-64:]
kid = thumbprint(b64(point[:32]), b64(point[32:]))


def sign(typ, members):
    header = {"alg": "ES256", "typ": "fiveseal-" + typ, "kid": kid}
    signed = ".".join(b64(json.dumps(part).encode()) for part in (header, {**names, **members}))
    der = openssl("dgst", "-sha256", "-sign", store["keyFile"], data=signed.encode())
    r, s = der[4 : 4 + der[3]], der[6 + der[3] :]  # SEQUENCE { INTEGER r, INTEGER s }
    return signed + "." + b64(r[-32:].rjust(32, b"\0") + s[-32:].rjust(32, b"\0"))


def call(path, body=None, **headers):
    headers.update({"Content-Type": "application/jose"} if body else {})
    url = demo["baseUrl"] + path
    request = urllib.request.Request(url, body and body.encode(), headers)
    return urllib.request.urlopen(request, timeout=60).read().decode()


now = int(time.time())
request_id = "order-" + uuid.uuid4().hex
message1 = sign("settlement-request", {
    "requestId": request_id, "amount": 1980, "currency": "JPY", "description": "Books",
    "lines": [{"store": store["id"], "amount": 1980, "description": "A book", "orderRef": "book-1"}],
    "iat": now, "exp": now + 900})
try:
    taken = json.loads(call("/store/api/v1/settlements", message1))
except urllib.error.HTTPError as e:
    sys.exit(f"refused: HTTP {e.code} {e.read().decode()}")
print(taken["payUrl"], flush=True)


# --- until it is paid ----------------------------------------------------------------------------

# A real store fetches the manager's keys once, compares their fingerprints with the operator's, and
# keeps them; it also keeps messages 1, 3 and 4 before it acts on them.
def verified(jws, typ):
    head, body, signature = jws.split(".")
    header, raw = json.loads(unb64(head)), unb64(signature)
    keys = json.loads(call("/client/api/v1/keys"))["keys"]
    key = next(k for k in keys if k["kid"] == header["kid"] == thumbprint(k["x"], k["y"]))
    assert header == {"alg": "ES256", "typ": "fiveseal-" + typ, "kid": key["kid"]} and len(raw) == 64
    integers = [b"\0" + raw[:32].lstrip(b"\0"), b"\0" + raw[32:].lstrip(b"\0")]
    integers = [i[1:] if len(i) > 1 and i[1] < 128 else i for i in integers]
    der = b"".join(bytes([2, len(i)]) + i for i in integers)
    spki = bytes.fromhex("3059301306072a8648ce3d020106082a8648ce3d03010703420004")
    with tempfile.NamedTemporaryFile() as public, tempfile.NamedTemporaryFile() as seal:
        public.write(spki + unb64(key["x"]) + unb64(key["y"]))
        seal.write(bytes([48, len(der)]) + der)
        public.flush(), seal.flush()
        openssl("dgst", "-sha256", "-verify", public.name, "-keyform", "DER",
                "-signature", seal.name, data=f"{head}.{body}".encode())
    message = json.loads(unb64(body))
    assert key["nbf"] <= message["iat"] < key["exp"] and message["iss"] == demo["managerId"]
    return message


def completion(settlement_id, seconds):
    end = time.time() + seconds
    while True:
        at = int(time.time())
        bearer = sign("store-auth", {"jti": uuid.uuid4().hex, "iat": at, "exp": at + 60})
        try:
            wait = max(0, min(30, int(end - time.time())))
            path = f"/store/api/v1/settlements/{settlement_id}/completion?wait={wait}"
            return call(path, Authorization="Bearer " + bearer)
        except urllib.error.HTTPError as e:
            if json.load(e)["code"] != "not-completed" or time.time() >= end:
                sys.exit(f"not paid: HTTP {e.code}")


if "--wait" in sys.argv:
    settlement_id = taken["settlementId"]
    message3 = completion(settlement_id, int(sys.argv[sys.argv.index("--wait") + 1]))
    paid = verified(message3, "settlement-completion")
    inside = verified(paid["settlementInformation"], "settlement-information")
    assert inside["request"].rsplit(".", 1)[0] == message1.rsplit(".", 1)[0], "another request"
    assert inside["settlementId"] == paid["settlementId"] == settlement_id
    assert paid["aud"] == store["id"] and paid["requestId"] == request_id
    assert (paid["amount"], paid["currency"]) == (1980, "JPY")
    print("seal 3 holds: the goods may go", flush=True)
    number = request_id[-12:]
    message4 = sign("settlement-receipt", {
        "aud": [demo["managerId"], "client"], "settlementId": settlement_id,
        "requestId": request_id, "completion": b64(hashlib.sha256(message3.encode()).digest()),
        "receiptNumber": number, "amount": 1980, "currency": "JPY", "iat": int(time.time()),
        "lines": [{"store": store["id"], "amount": 1980, "receiptNumber": number + "-1"}]})
    print(json.loads(call(f"/store/api/v1/settlements/{settlement_id}/receipt", message4))["state"])
