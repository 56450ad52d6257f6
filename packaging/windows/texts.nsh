; What the installer says of its own, in the six languages of the Union. The rest comes with NSIS.
!macro TEXTS LANGUAGE RUNNING_ NEWER_ RIGHTS_ SETTINGS_ KIND_
  LangString RUNNING ${LANG_${LANGUAGE}} "${RUNNING_}"
  LangString NEWER ${LANG_${LANGUAGE}} "${NEWER_}"
  LangString RIGHTS ${LANG_${LANGUAGE}} "${RIGHTS_}"
  LangString SETTINGS ${LANG_${LANGUAGE}} "${SETTINGS_}"
  LangString KIND ${LANG_${LANGUAGE}} "${KIND_}"
!macroend

!insertmacro TEXTS ENGLISH \
  "Clausewright is running. Save your text and close the program, then try again." \
  "A newer version of Clausewright is installed. Replace it with version ${VERSION}?" \
  "Clausewright cannot be written to this folder: there is no right or no room. The version installed before is untouched." \
  "Remove your settings and your own tables, too? Your documents and unsaved work are left where they are." \
  "Clausewright submission"
!insertmacro TEXTS FRENCH \
  "Clausewright est en cours d'exécution. Enregistrez votre texte et fermez le programme, puis réessayez." \
  "Une version plus récente de Clausewright est installée. La remplacer par la version ${VERSION} ?" \
  "Clausewright ne peut pas être écrit dans ce dossier : droits ou espace insuffisants. La version déjà installée est intacte." \
  "Supprimer aussi vos réglages et vos propres tableaux ? Vos documents et le travail non enregistré restent en place." \
  "Contribution Clausewright"
!insertmacro TEXTS SPANISH \
  "Clausewright se está ejecutando. Guarde su texto, cierre el programa e inténtelo de nuevo." \
  "Ya está instalada una versión más reciente de Clausewright. ¿Desea sustituirla por la versión ${VERSION}?" \
  "No se puede escribir Clausewright en esta carpeta: faltan permisos o espacio. La versión ya instalada no se ha modificado." \
  "¿Eliminar también sus ajustes y sus propias tablas? Sus documentos y el trabajo sin guardar se conservan." \
  "Contribución de Clausewright"
!insertmacro TEXTS RUSSIAN \
  "Программа Clausewright запущена. Сохраните текст, закройте программу и повторите попытку." \
  "Установлена более новая версия Clausewright. Заменить её версией ${VERSION}?" \
  "Не удаётся записать Clausewright в эту папку: нет прав или места. Установленная ранее версия не изменена." \
  "Удалить также ваши настройки и собственные таблицы? Документы и несохранённая работа останутся на месте." \
  "Вклад Clausewright"
!insertmacro TEXTS SIMPCHINESE \
  "Clausewright 正在运行。请保存文本并关闭程序，然后重试。" \
  "已安装更新版本的 Clausewright。是否替换为版本 ${VERSION}？" \
  "无法将 Clausewright 写入此文件夹：没有权限或空间不足。先前安装的版本未受影响。" \
  "是否同时删除您的设置和自定义表格？您的文档和未保存的内容将保留在原处。" \
  "Clausewright 文稿"
!insertmacro TEXTS ARABIC \
  "برنامج Clausewright قيد التشغيل. احفظ النص وأغلق البرنامج ثم أعد المحاولة." \
  "توجد نسخة أحدث من Clausewright مثبتة. هل تريد استبدالها بالنسخة ${VERSION}؟" \
  "تتعذر كتابة Clausewright في هذا المجلد: لا توجد صلاحية أو مساحة كافية. النسخة المثبتة سابقاً لم تتغير." \
  "هل تريد أيضاً إزالة إعداداتك وجداولك الخاصة؟ تبقى وثائقك والعمل غير المحفوظ في مكانها." \
  "مساهمة Clausewright"
