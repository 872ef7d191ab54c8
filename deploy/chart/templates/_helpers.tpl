{{/* The image, by digest if one is given. */}}
{{- define "meta-plugins.image" -}}
{{- if .Values.image.digest -}}
{{ .Values.image.repository }}@{{ .Values.image.digest }}
{{- else -}}
{{ .Values.image.repository }}:{{ .Values.image.tag | default .Chart.AppVersion }}
{{- end -}}
{{- end -}}

{{- define "meta-plugins.selector" -}}
app.kubernetes.io/name: {{ .Chart.Name }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end -}}

{{/* What all containers have in common. Arguments: root, container (its key in resources). */}}
{{- define "meta-plugins.container" -}}
image: {{ include "meta-plugins.image" .root | quote }}
imagePullPolicy: {{ .root.Values.image.pullPolicy }}
{{- with index .root.Values.resources .container }}
# requests equal limits: the pod is of class Guaranteed, whose processes the kernel kills last
resources:
  requests: {cpu: {{ .cpu | quote }}, memory: {{ .memory | quote }}}
  limits: {cpu: {{ .cpu | quote }}, memory: {{ .memory | quote }}}
{{- end }}
terminationMessagePolicy: FallbackToLogsOnError
{{- end -}}

{{/* Arguments: root, add (capabilities). */}}
{{- define "meta-plugins.securityContext" -}}
privileged: false
{{- if not (has "SYS_ADMIN" .add) }}
allowPrivilegeEscalation: false
{{- end }}
readOnlyRootFilesystem: true
runAsUser: 0
runAsGroup: 0
capabilities:
  drop: [ALL]
  {{- with .add }}
  add: {{ toJson . }}
  {{- end }}
{{- with .root.Values.security.seccompProfile }}
seccompProfile: {{ toJson . }}
{{- end }}
{{- with .root.Values.security.appArmorProfile }}
appArmorProfile: {{ toJson . }}
{{- end }}
{{- with .root.Values.security.seLinuxOptions }}
seLinuxOptions: {{ toJson . }}
{{- end }}
{{- end -}}

{{/* --root and the folders, for every command of the installer. */}}
{{- define "meta-plugins.folders" -}}
- --root=/host
- --prefix={{ .Values.node.prefix }}
{{- range .Values.node.cniBinDirs }}
- --cni-bin-dir={{ . }}
{{- end }}
{{- end -}}

{{/* The installed files, below /host. Arguments: root, readOnly. */}}
{{- define "meta-plugins.installedMounts" -}}
{{- $readOnly := .readOnly -}}
- {name: prefix, mountPath: {{ printf "/host%s" .root.Values.node.prefix | quote }}{{ if $readOnly }}, readOnly: true{{ end }}}
{{- range $i, $dir := .root.Values.node.cniBinDirs }}
- {name: cni-bin-{{ $i }}, mountPath: {{ printf "/host%s" $dir | quote }}{{ if $readOnly }}, readOnly: true{{ end }}}
{{- end }}
{{- end -}}

{{/* Ready: this version is installed, intact, and answers VERSION. */}}
{{- define "meta-plugins.readinessProbe" -}}
exec:
  command:
    - /metactl
    - install
    - --status
    - --ready
    {{- include "meta-plugins.folders" . | nindent 4 }}
periodSeconds: 60
timeoutSeconds: 10
{{- end -}}
