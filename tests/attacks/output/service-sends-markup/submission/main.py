from raw import callers

REPLY = b"HTTP/1.1 200 <script>alert(1)</script>\r\nX: \x1b]0;owned\x07\r\n\r\n</pre><script>alert(1)</script>"
callers(lambda caller: caller.sendall(REPLY))
