"""A web page that goes nowhere: scripts of content off, no navigation, no windows, no downloads."""
# ruff: noqa: N802

from __future__ import annotations

import logging

from PySide6.QtCore import QUrl, Signal
from PySide6.QtWebEngineCore import (
    QWebEngineDownloadRequest,
    QWebEnginePage,
    QWebEnginePermission,
    QWebEngineProfile,
    QWebEngineSettings,
)
from PySide6.QtWidgets import QWidget

from editor.panels.preview.addresses import PAGE

_LOG = logging.getLogger(__name__)
_Attribute = QWebEngineSettings.WebAttribute
_OFF = (
    _Attribute.JavascriptEnabled,
    _Attribute.JavascriptCanOpenWindows,
    _Attribute.JavascriptCanAccessClipboard,
    _Attribute.JavascriptCanPaste,
    _Attribute.LocalStorageEnabled,
    _Attribute.LocalContentCanAccessRemoteUrls,
    _Attribute.LocalContentCanAccessFileUrls,
    _Attribute.HyperlinkAuditingEnabled,
    _Attribute.PluginsEnabled,
    _Attribute.PdfViewerEnabled,
    _Attribute.DnsPrefetchEnabled,
    _Attribute.ErrorPageEnabled,
    _Attribute.WebGLEnabled,
    _Attribute.ScreenCaptureEnabled,
    _Attribute.AllowRunningInsecureContent,
    _Attribute.AllowGeolocationOnInsecureOrigins,
    _Attribute.AllowWindowActivationFromJavaScript,
    _Attribute.NavigateOnDropEnabled,
    _Attribute.AutoLoadIconsForPage,
)


class LockedPage(QWebEnginePage):
    """Show one page of ours and refuse all else; `refused(url)` tells where a link would lead."""

    refused = Signal(str)

    def __init__(self, profile: QWebEngineProfile, parent: QWidget) -> None:
        super().__init__(profile, parent)
        for attribute in _OFF:
            self.settings().setAttribute(attribute, False)
        self.settings().setAttribute(_Attribute.PlaybackRequiresUserGesture, True)
        self.settings().setAttribute(_Attribute.FocusOnNavigationEnabled, False)
        profile.downloadRequested.connect(self._no_download)
        self.permissionRequested.connect(self._no_permission)

    def acceptNavigationRequest(
        self, url: QUrl | str, type_: QWebEnginePage.NavigationType, is_main_frame: bool
    ) -> bool:
        """Go to our page only, and only when we ask for it."""
        address = url.toString() if isinstance(url, QUrl) else url
        typed = type_ in (
            QWebEnginePage.NavigationType.NavigationTypeTyped,
            QWebEnginePage.NavigationType.NavigationTypeReload,
        )
        if is_main_frame and typed and address == PAGE:
            return True
        if type_ == QWebEnginePage.NavigationType.NavigationTypeLinkClicked:
            # Only what a person clicked is told: frames and refreshes would ask by themselves.
            self.refused.emit(address)
        return False

    def createWindow(self, type_: QWebEnginePage.WebWindowType) -> QWebEnginePage:
        """Open none: Qt takes None for a refusal."""
        return None  # type: ignore[return-value]

    def javaScriptAlert(self, securityOrigin: QUrl | str, msg: str) -> None:  # noqa: N803
        """Show none: no page speaks to a person but by what it shows."""
        _LOG.warning("a script of a lesson ran and was stopped from opening a message")

    def javaScriptConsoleMessage(
        self,
        level: QWebEnginePage.JavaScriptConsoleMessageLevel,
        message: str,
        lineNumber: int,  # noqa: N803
        sourceID: str,  # noqa: N803
    ) -> None:
        """Log that our own script complains; what the page itself says may hold lesson text."""
        if level == QWebEnginePage.JavaScriptConsoleMessageLevel.ErrorMessageLevel:
            _LOG.debug("the preview page reports an error in line %s", lineNumber)

    def _no_download(self, request: QWebEngineDownloadRequest) -> None:
        request.cancel()

    def _no_permission(self, permission: QWebEnginePermission) -> None:
        permission.deny()
