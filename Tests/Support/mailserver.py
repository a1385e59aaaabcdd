"""A mail server on loopback (aiosmtpd) that does what FOLDER/mode says, letter by letter, and keeps what it took in FOLDER/mail.jsonl.

    mailserver.py FOLDER [secure]        prints its port

secure: nothing without STARTTLS, under a certificate that it makes itself (FOLDER/certificate.pem), nor without signing in as kepu, “right horse”.

Modes: take · slow (takes the words, answers after half a second) · stall (after a minute) · busy (451 to the words) · full (452 to the address) · unknown (550 to the
address) · spam (554 to the words) · drop (takes the words, then hangs up without an answer) · hangup (hangs up at the address).
"""
import asyncio
import email
import email.policy
import json
import logging
import pathlib
import ssl
import subprocess
import sys
import time

from aiosmtpd.smtp import SMTP, AuthResult

# A client that refuses the certificate is what a test asks for: no trace of it in what the tests print.
logging.disable(logging.CRITICAL)
folder = pathlib.Path(sys.argv[1])


def mode():
    path = folder / "mode"
    return path.read_text().strip() if path.exists() else "take"


class Handler:
    async def handle_RCPT(self, server, session, envelope, address, options):
        if mode() == "unknown":
            return f"550 5.1.1 <{address}>: no such user"
        if mode() == "full":
            return "452 4.2.2 mailbox full"
        if mode() == "hangup":
            server.transport.abort()
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 Ok"

    async def handle_DATA(self, server, session, envelope):
        now = mode()
        if now == "busy":
            return "451 4.3.0 try again later"
        if now == "spam":
            return "554 5.7.1 message refused"
        self.keep(envelope)
        if now == "slow":
            await asyncio.sleep(0.5)
        if now == "stall":
            await asyncio.sleep(60)
        if now == "drop":
            server.transport.abort()
        return "250 2.0.0 Ok: queued as KEPU1"

    def keep(self, envelope):
        mail = email.message_from_bytes(envelope.content, policy=email.policy.default)
        line = {
            "from": envelope.mail_from, "to": envelope.rcpt_tos, "headers": {name.lower(): str(value) for name, value in mail.items()},
            "text": mail.get_content(), "raw": envelope.content.decode("ascii"), "defects": [str(d) for d in mail.defects], "at": time.time(),
        }
        with open(folder / "mail.jsonl", "a", encoding="utf-8") as out:
            out.write(json.dumps(line, ensure_ascii=False) + "\n")


def secure():
    """What makes the server take nothing in the open, and from nobody."""
    certificate, key = folder / "certificate.pem", folder / "key.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=mail.test", "-addext", "subjectAltName=IP:127.0.0.1",
         "-keyout", str(key), "-out", str(certificate)], check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)

    def authenticator(server, session, envelope, mechanism, data):
        return AuthResult(success=(data.login, data.password) == (b"kepu", b"right horse"), handled=False)

    return {"tls_context": context, "require_starttls": True, "authenticator": authenticator, "auth_required": True}


async def main():
    handler = Handler()
    loop = asyncio.get_running_loop()
    more = secure() if "secure" in sys.argv[2:] else {}
    server = await loop.create_server(lambda: SMTP(handler, hostname="mail.test", enable_SMTPUTF8=False, **more), "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    # Ends with whoever started it.
    await loop.run_in_executor(None, sys.stdin.read)


asyncio.run(main())
