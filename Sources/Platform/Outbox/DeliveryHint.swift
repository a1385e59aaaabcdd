import CCurl
package import Kernel

/// What an answer means to whoever looks after the installation, where it is about our own settings and not about the message.
package enum DeliveryHint {
    /// Nil where the answer says it all.
    package static func hint(on answer: String) -> Phrase? {
        hints.first { answer.contains($0.marker) }?.says
    }

    private static let hints: [(marker: String, says: Phrase)] = [
        (
            words(CURLE_PEER_FAILED_VERIFICATION),
            Phrase(
                "邮件服务器的证书不可信，没有交出任何内容。请核对主机名，自建机构的证书用 ca= 指定。",
                "The mail server's certificate is not trusted; nothing was handed over. Check the host's name; name an authority of your own with ca=."
            )
        ),
        (
            words(CURLE_USE_SSL_FAILED),
            Phrase("邮件服务器不提供 STARTTLS，没有交出任何内容。请换用提供加密的端口。", "The mail server offers no STARTTLS; nothing was handed over. Use a port that does.")
        ),
        (
            words(CURLE_LOGIN_DENIED),
            Phrase(
                "邮件服务器不接受我们的用户名或密码。改好 KEPU_SMTP 后会自动再试。",
                "The mail server does not take our name or password. Put KEPU_SMTP right; it is tried again by itself.")
        ),
        (
            "530 ",
            Phrase("邮件服务器要求先登录。请在 KEPU_SMTP 中写上用户名和密码。", "The mail server wants us to sign in first. Put a name and a password into KEPU_SMTP.")
        ),
        (
            words(CURLE_COULDNT_RESOLVE_HOST), Phrase("找不到这个主机名。", "There is no host of that name.")
        ),
        (
            words(CURLE_COULDNT_CONNECT),
            Phrase("连接不上，对方可能没有运行。会自动再试。", "No connection; the other side may not be running. It is tried again by itself.")
        ),
    ]

    /// libcurl's own words, as they stand in the answer.
    private static func words(_ code: CURLcode) -> String { String(cString: curl_easy_strerror(code)) }
}
