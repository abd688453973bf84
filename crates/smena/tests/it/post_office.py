"""A mail server for the tests: takes letters, or answers as it is told.

    post_office.py FOLDER PORT [NAME PASSWORD]

It prints its port when it listens, and ends when its input ends. Each letter becomes FOLDER/N.eml, and those it is for
FOLDER/N.to. What stands in FOLDER/rcpt or FOLDER/data is its answer to that command; "drop" in FOLDER/data: the letter is
taken and the line goes dead before the answer. FOLDER/lines says how many lines there were since it began. With NAME and PASSWORD nobody else may write.
"""

import asyncio
import pathlib
import sys

from aiosmtpd.smtp import SMTP, AuthResult


class Office:
    def __init__(self, folder):
        self.folder = folder

    def told(self, command):
        told = self.folder / command
        return told.read_text().strip() if told.exists() else None

    async def handle_RCPT(self, server, session, envelope, address, options):
        told = self.told("rcpt")
        if told:
            return told
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 OK"

    async def handle_DATA(self, server, session, envelope):
        told = self.told("data")
        if told and told != "drop":
            return told
        number = len(list(self.folder.glob("*.eml"))) + 1
        (self.folder / f"{number}.to").write_text("\n".join(envelope.rcpt_tos))
        (self.folder / f"{number}.eml").write_bytes(envelope.content)
        if told == "drop":
            server.transport.abort()
        return f"250 2.0.0 taken as {number}"


async def main(folder, port, name=None, password=None):
    def known(server, session, envelope, mechanism, given):
        right = (given.login.decode(), given.password.decode()) == (name, password)
        return AuthResult(success=right, handled=False)

    lines = 0

    def smtp():
        nonlocal lines
        lines += 1
        (pathlib.Path(folder) / "lines").write_text(str(lines))
        closed = {"authenticator": known, "auth_required": True, "auth_require_tls": False} if name else {}
        return SMTP(Office(pathlib.Path(folder)), hostname="post.example", enable_SMTPUTF8=True, **closed)

    loop = asyncio.get_running_loop()
    server = await loop.create_server(smtp, "127.0.0.1", int(port))
    print(server.sockets[0].getsockname()[1], flush=True)
    await loop.run_in_executor(None, sys.stdin.read)


asyncio.run(main(*sys.argv[1:]))
